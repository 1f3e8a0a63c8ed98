import { childrenOf, type MessageNode } from '../../text/nodes.ts'
import { encodeHtml } from './html-encode.ts'

const TAGS = { strong: 'strong', emphasis: 'em', underline: 'u', strike: 's' } as const

function nodeHtml(node: MessageNode): string {
  switch (node.kind) {
    case 'text': case 'mark': return encodeHtml(node.text)
    case 'strong': case 'emphasis': case 'underline': case 'strike': return `<${TAGS[node.kind]}>${nodesHtml(node.children)}</${TAGS[node.kind]}>`
    case 'mention': return `<bdi class="mention">${nodesHtml(node.children)}</bdi>`
    case 'link': return `<a href="${encodeHtml(node.href)}" title="${encodeHtml(node.href)}" rel="noopener noreferrer">${nodesHtml(node.children)}</a>`
    // the line feed after the tag is dropped by whatever reads HTML, and saves one that the code begins with
    case 'code': return `<pre dir="ltr">\n${nodesHtml(node.children)}</pre>`
    case 'quote': {
      const head = node.head ? `<div><b><bdi>${encodeHtml(node.head.author)}</bdi></b> <span class="note">${encodeHtml(node.head.time)}</span></div>` : ''
      return `<blockquote dir="auto">${head}${nodesHtml(node.children)}</blockquote>`
    }
    default: return nodesHtml(childrenOf(node))
  }
}

/** Nodes as HTML: text is encoded, and there are no elements and attributes but those above. */
export function nodesHtml(nodes: readonly MessageNode[]): string {
  return nodes.map(nodeHtml).join('')
}
