import type { MessageNode } from './nodes.ts'

type Quote = Extract<MessageNode, { kind: 'quote' }>

/** Every line marked as the messenger marks a quoted one, so that it is a quote again when pasted there. */
function quoteText({ head, children }: Quote): string {
  const own = plainText(children)
  const text = head ? `${head.author} [${head.time}]\n${own}` : own
  return text.split('\n').map(line => `>>${line}`).join('\n')
}

function nodeText(node: MessageNode): string {
  switch (node.kind) {
    case 'text': case 'mark': return node.text
    case 'time': return node.at.toISOString()
    case 'diskFile': return `[disk=${node.fileId}]`
    case 'cut': return '…'
    case 'quote': return quoteText(node)
    default: return plainText(node.children)
  }
}

/**
 * The words of a message, for copying, searching and files. A link becomes its text, a picture its host, an icon its title;
 * quotes and code are on lines of their own.
 */
export function plainText(nodes: readonly MessageNode[]): string {
  let text = ''
  let wasBlock = false
  for (const node of nodes) {
    const isBlock = node.kind === 'quote' || node.kind === 'code'
    const needsLine = text !== '' && (isBlock || wasBlock)
    text += (needsLine ? '\n' : '') + nodeText(node)
    wasBlock = isBlock
  }
  return text
}
