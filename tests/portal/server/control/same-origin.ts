/**
 * The control API changes a world on a developer's own machine, so no other page in that developer's browser may reach
 * it: neither a foreign site, nor the app's frame, nor a name that an attacker made point to this machine.
 */
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether the portal's own page sent the request. Browsers name the sender in `Sec-Fetch-Site` or `Origin`; a request
 * with neither did not come from a page of ours and is refused as well, unless its `Referer` is such a page: all that a browser
 * sends of it on plain http.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, scheme: 'http' | 'https', ownHosts: ReadonlySet<string>): boolean {
  const { host, origin, referer } = headers
  const site = headers['sec-fetch-site']
  if (host === undefined || !ownHosts.has(host)) return false
  if (origin !== undefined && origin !== `${scheme}://${host}`) return false
  if (site !== undefined && site !== 'same-origin') return false
  const isOwnPage = referer !== undefined && URL.canParse(referer) && new URL(referer).origin === `${scheme}://${host}`
  return origin !== undefined || site !== undefined || isOwnPage
}
