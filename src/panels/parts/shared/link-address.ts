import type { Portal } from '../../../bitrix24/index.ts'

/** What an address may show of its escapes: nothing that cannot be seen, turns the text, or ends a word. */
const UNSEEN = /[\p{C}\p{Z}]|\p{Default_Ignorable_Code_Point}/u

/**
 * An address as it is read: without `https://`, its host as it stands (letters beyond ASCII as `xn--`, so that none passes for
 * another), its path with escapes resolved where that hides nothing.
 */
export function shownAddress(href: string): string {
  const address = href.replace(/^https?:\/\//, '').replace(/^mailto:/, '').replace(/^([^/?#]+)\/$/, '$1')
  try {
    const resolved = decodeURI(address)
    return UNSEEN.test(resolved) ? address : resolved
  } catch {
    return address // escapes that stand for no letters
  }
}

/** An address as it is taken away: a page of the portal is kept as its path, which leads nowhere elsewhere. */
export function wholeAddress(href: string, portal: Pick<Portal, 'resolveUrl'>): string {
  return portal.resolveUrl(href) ?? href
}
