import type { MessageNode } from './nodes.ts'

/** The border between texts that do not continue each other; no search can contain it. */
export const BORDER = '\0'

/** All texts of the nodes joined, with a border where a block begins or ends, so that a word is whole even if half of it is bold. */
export function textsOf(nodes: readonly MessageNode[]): string {
  return nodes.map((node) => {
    if (node.kind === 'text' || node.kind === 'mark') return node.text
    if (!('children' in node)) return BORDER
    const isBlock = node.kind === 'quote' || node.kind === 'code'
    return isBlock ? BORDER + textsOf(node.children) + BORDER : textsOf(node.children)
  }).join('')
}

/** Walks as `textsOf` does, and replaces each text by what `change` makes of it and its position. */
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
