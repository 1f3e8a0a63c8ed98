/**
 * Which pages this build accepts as a portal.
 *
 * Zones of Bitrix24's cloud. The vendor's list of 18 is in its help centre (helpdesk.bitrix24.de/open/10252860); `co`,
 * `mx`, `uk` and `uz` came later and stand in the portal's own source (`intranet.release` component, links to the
 * desktop application). `bitrix24.site` and `bitrix24.shop` are web sites that customers publish, not portals: never
 * add them. A zone that is missing, like a portal under its own domain, is named at build time (`CHATSIDE_PORTALS`).
 */
export const CLOUD_ZONES: readonly string[] = [
  'by', 'cn', 'co', 'com', 'com.br', 'com.tr', 'de', 'es', 'eu', 'fr', 'id', 'in', 'it', 'jp', 'kz', 'mx', 'pl', 'ru', 'ua', 'uk', 'uz', 'vn',
]

/**
 * One label below a zone, https, no port, no trailing dot. Lower case only: a browser reports origins in lower case and
 * the SDK compares them letter by letter, so a name in upper case could never be answered.
 */
const CLOUD_ORIGIN = new RegExp(
  `^https://[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.bitrix24\\.(?:${CLOUD_ZONES.map(zone => zone.replace('.', '\\.')).join('|')})$`,
)

/**
 * Reads a list of origins, separated by commas: `https://portal.example, http://localhost:4010`. An entry that is not
 * exactly an http(s) origin (it has a path, a wildcard, a password, another scheme) is ignored and named in `ignored`.
 */
export function parsePortalOrigins(list: string): { origins: string[], ignored: string[] } {
  const origins: string[] = []
  const ignored: string[] = []
  for (const entry of list.split(',').map(part => part.trim()).filter(Boolean)) {
    const origin = toOrigin(entry)
    if (origin === null) ignored.push(entry)
    else if (!origins.includes(origin)) origins.push(origin)
  }
  return { origins, ignored }
}

/** True for a portal of Bitrix24's cloud and for each of `named`. */
export function isPortalOrigin(origin: string, named: readonly string[]): boolean {
  return CLOUD_ORIGIN.test(origin) || named.includes(origin)
}

function toOrigin(entry: string): string | null {
  if (!URL.canParse(entry) || entry.includes('*')) return null
  const { protocol, origin, href } = new URL(entry)
  const isHttp = protocol === 'https:' || protocol === 'http:'
  // anything beyond scheme, host and port makes the address longer than its origin; hosts may hold signs (`;`, `"`, `$`) that
  // would end a policy, or mean something to a server, where the origin is written
  return isHttp && href === `${origin}/` && !/[?#@\\]/.test(entry) && /^[\w.:/[\]-]+$/.test(origin) ? origin : null
}
