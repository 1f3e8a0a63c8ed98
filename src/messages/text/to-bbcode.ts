/** Nodes as a text for the fields that the portal reads as BBCode. Nothing is a tag there that was only written. */
import { withoutTags } from '../../lib/without-tags.ts'
import { toSafeLink } from './links.ts'
import { plainText, type MessageNode } from './nodes.ts'

const TAGS = { strong: 'B', emphasis: 'I', underline: 'U', strike: 'S' } as const

function nodeCode(node: MessageNode): string {
  switch (node.kind) {
    case 'strong': case 'emphasis': case 'underline': case 'strike':
      return `[${TAGS[node.kind]}]${toBbCode(node.children)}[/${TAGS[node.kind]}]`
    case 'link': {
      const words = plainText(node.children)
      // the portal makes links of addresses by itself
      if (toSafeLink(words) === node.href) return withoutTags(words)
      return `[URL=${node.href.replace(/[[\]]/g, encodeURIComponent)}]${toBbCode(node.children)}[/URL]`
    }
    default: return withoutTags(plainText([node]))
  }
}

/** Marks and links are kept, of everything else the words. */
export function toBbCode(nodes: readonly MessageNode[]): string {
  return nodes.map(nodeCode).join('')
}
