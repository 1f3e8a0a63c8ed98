const SCHEMES = new Set(['http:', 'https:', 'mailto:'])
const LONGEST_LINK = 2_048
/** Browsers drop white space and controls from an address and read a backslash as a slash: each could hide where it leads. */
const HIDING = /[\\\p{C}\p{Z}]/u

/**
 * The address as a browser would open it; null when it is not http, https or mailto, names a password or a user
 * (`https://bank.example@other.example` leads to the other), or is not an address at all.
 */
export function toSafeLink(text: string): string | null {
  const address = text.trim()
  if (address.length > LONGEST_LINK || HIDING.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  return SCHEMES.has(url.protocol) && url.username === '' && url.password === '' && url.href.length <= LONGEST_LINK ? url.href : null
}
