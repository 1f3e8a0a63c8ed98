import { isIP } from 'node:net'
import { found, type Finding } from './finding.ts'

/** The machine itself, and what it calls itself where nobody gives it an address: RFC 3927. */
const LOCAL = /^(?:.*\.localhost|127\..*|169\.254\..*|0\.0\.0\.0)$/i
/** Networks behind somebody's router, RFC 1918: a portal there, and the people in it, may well reach them. */
const PRIVATE = /^(?:10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*)$/

/** What an address says by itself to this portal. Portals take only hosts with a dot in their name: ERROR_WRONG_HANDLER_URL. */
export function checkAddress(address: URL, portal: string): Finding[] {
  const { hostname, protocol } = address
  const isLocal = LOCAL.test(hostname) || !hostname.includes('.')
  const isPrivate = isIP(hostname) === 4 && PRIVATE.test(hostname)
  return [
    ...(isLocal || isPrivate ? [found('localhost', isLocal ? 'wrong' : 'warning', hostname)] : []),
    // browsers keep http out of a page of https only
    ...(protocol === 'https:' ? [] : [found('no-https', portal.startsWith('http:') ? 'warning' : 'wrong', address.origin)]),
  ]
}
