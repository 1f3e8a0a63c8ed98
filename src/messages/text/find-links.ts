import type { MessageNode } from './nodes.ts'
import { toSafeLink } from './safe-link.ts'

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"[\]]+/giu
const CLOSING_PUNCTUATION = new Set('.,;:!?\'*_~»”’…')

/** An address without the punctuation of the sentence around it; a closing parenthesis stays if one was opened. */
function withoutPunctuation(address: string): string {
  let end = address.length
  let surplus = address.split(')').length - address.split('(').length
  for (; end > 0; end--) {
    const last = address.charAt(end - 1)
    if (last === ')' && surplus > 0) surplus--
    else if (!CLOSING_PUNCTUATION.has(last)) break
  }
  return address.slice(0, end)
}

/** Turns the addresses in a text into links, as many as `budget.links` still allows. */
export function findLinks(text: string, budget: { links: number }): MessageNode[] {
  const nodes: MessageNode[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    if (budget.links === 0) break
    const address = withoutPunctuation(found)
    const href = toSafeLink(address)
    if (href === null) continue
    budget.links--
    nodes.push({ kind: 'text', text: text.slice(from, index) }, { kind: 'link', href, children: [{ kind: 'text', text: address }] })
    from = index + address.length
  }
  nodes.push({ kind: 'text', text: text.slice(from) })
  return nodes
}
