import type { MessageNode } from './nodes.ts'

const SCHEMES = new Set(['http:', 'https:', 'mailto:'])
const LONGEST_LINK = 2_048
/** Browsers drop white space and controls from an address and read a backslash as a slash: each could hide where it leads. */
const HIDING = /[\\\p{C}\p{Z}]/u

/**
 * The address as a browser would open it, null when it is anything but http, https or mailto, names a password or a user
 * (`https://bank.example@other.example` leads to the other), or is not an address at all.
 */
export function toSafeLink(text: string): string | null {
  const address = text.trim()
  if (address.length > LONGEST_LINK || HIDING.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  return SCHEMES.has(url.protocol) && url.username === '' && url.password === '' && url.href.length <= LONGEST_LINK ? url.href : null
}

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
