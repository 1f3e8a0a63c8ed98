import type { MessageNode } from './nodes.ts'

/** Between texts that do not run on; nobody can look for it. */
export const BORDER = '\0'

/** All texts of the nodes in a row, with a border where a block begins or ends: what a reader reads, whatever half of a word is bold. */
export function textsOf(nodes: readonly MessageNode[]): string {
  return nodes.map((node) => {
    if (node.kind === 'text' || node.kind === 'mark') return node.text
    if (!('children' in node)) return BORDER
    const isBlock = node.kind === 'quote' || node.kind === 'code'
    return isBlock ? BORDER + textsOf(node.children) + BORDER : textsOf(node.children)
  }).join('')
}

/** The same walk as `textsOf`, handing each text to be changed with its index. */
export function mapTexts(nodes: readonly MessageNode[], change: (text: string, at: number) => MessageNode[]): MessageNode[] {
  let at = 0
  const walk = (list: readonly MessageNode[]): MessageNode[] => list.flatMap((node): MessageNode[] => {
    if (node.kind === 'text' || node.kind === 'mark') {
      at += node.text.length
      return change(node.text, at - node.text.length)
    }
    const border = node.kind === 'quote' || node.kind === 'code' ? BORDER.length : 0
    at += 'children' in node ? border : BORDER.length
    const walked = 'children' in node ? { ...node, children: walk(node.children) } : node
    at += border
    return [walked]
  })
  return walk(nodes)
}
