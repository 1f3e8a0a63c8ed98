const LONGEST_ADDRESS = 2_048

/**
 * Absolute address of something the portal named: a path becomes an address of the portal. An address without a scheme
 * (`//cdn.bitrix24.com/a.png`) gets the portal's, as in the portal's own pages. Null for anything but http(s), for an
 * address with a user name in it, and for one longer than 2,048 characters.
 */
export function resolveAddress(address: string, portalOrigin: string): string | null {
  if (address.trim() === '' || address.length > LONGEST_ADDRESS || !URL.canParse(address, portalOrigin)) return null
  const { protocol, username, password, href } = new URL(address, portalOrigin)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && username === '' && password === '' ? href : null
}
