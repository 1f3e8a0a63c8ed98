import { isIP } from 'node:net'
import { found, type Finding } from './finding.ts'

/** Networks that end at somebody's router: RFC 1918, RFC 3927, RFC 4193, and the machine itself. */
const PRIVATE = /^(?:localhost|.*\.localhost|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[(?:::1?|f[cd].*|fe80.*)\])$/i

/** What an address says by itself. Portals take only hosts with a dot in their name: ERROR_WRONG_HANDLER_URL. */
export function checkAddress(address: URL): Finding[] {
  const { hostname, protocol } = address
  const isLocal = PRIVATE.test(hostname) || (isIP(hostname) === 0 && !hostname.includes('.'))
  return [
    ...(isLocal ? [found('localhost', 'wrong', hostname)] : []),
    ...(protocol === 'https:' ? [] : [found('no-https', 'wrong', address.origin)]),
  ]
}
