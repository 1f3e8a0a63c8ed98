import { childrenOf, type MessageNode } from '../../text/nodes.ts'
import type { ExportMessage } from '../export-message.ts'
import { fill, type ExportTexts } from '../export-plan.ts'

/** The address of a link, where its words are different. */
function address(href: string, shown: string): string {
  return shown === href || shown === href.replace(/^mailto:/, '') || `${shown}/` === href ? '' : ` (${href})`
}

function textOf(node: MessageNode): string {
  switch (node.kind) {
    case 'text': case 'mark': return node.text
    case 'link': {
      const shown = nodeText(node.children)
      return shown + address(node.href, shown)
    }
    case 'quote': {
      const own = nodeText(node.children)
      const text = node.head ? `${node.head.author} [${node.head.time}]\n${own}` : own
      return text.split('\n').map(line => `> ${line}`).join('\n')
    }
    default: return nodeText(childrenOf(node))
  }
}

/** The words of a message for a format that has nothing but text; quotes and code have lines of their own. */
export function nodeText(nodes: readonly MessageNode[]): string {
  let text = ''
  let wasBlock = false
  for (const node of nodes) {
    const isBlock = node.kind === 'quote' || node.kind === 'code'
    text += (text !== '' && (isBlock || wasBlock) ? '\n' : '') + textOf(node)
    wasBlock = isBlock
  }
  return text
}

/** What a message is besides its words, as every format for readers says it. */
export function markTexts({ isFromBot, isDeleted, isEdited, forwarded }: ExportMessage, texts: ExportTexts): string[] {
  return [
    ...isFromBot ? [texts.bot] : [],
    ...forwarded ? [forwarded.from ? fill(texts['forwarded-from'], { person: forwarded.from.name }) : texts.forwarded] : [],
    ...isEdited ? [texts.edited] : [],
    ...isDeleted ? [texts.deleted] : [],
  ]
}
