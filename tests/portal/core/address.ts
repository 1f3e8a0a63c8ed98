export interface Address {
  scheme: string
  host: string
  /** `''` when the address names none. */
  port: string
}

const MAX_PORT = 65_535

/** What is before the first of these characters. */
function before(text: string, stops: RegExp): string {
  const at = text.search(stops)
  return at === -1 ? text : text.slice(0, at)
}

/** Scheme, and where the authority begins; null when there is no authority. */
function splitScheme(address: string): { scheme: string, rest: string } | null {
  const [, scheme, rest] = /^([a-z0-9+.-]+):\/\/([^]*)$/i.exec(address) ?? []
  // Of `file:` a third slash begins a path.
  if (scheme !== undefined && rest !== undefined) return scheme.toLowerCase() === 'file' && rest.startsWith('/') ? null : { scheme, rest }
  const named = /^([a-z0-9+.-]+):(?!\d{0,5}(?:\/|$))/i.test(address) || /^[a-z0-9+.-]+:(?:\/|$)/i.test(address)
  if (named) return null
  if (address.startsWith('//')) return { scheme: '', rest: address.slice(2) }
  // `app.example.com:8080/page` has a host because a port follows, `app.example.com/page` is a path.
  const hasPort = /^[^:]*:\d{1,5}(?:\/|$)/.test(address) && !/^[^:]*[?#]/.test(address)
  return hasPort ? { scheme: '', rest: address } : null
}

/** Host and port as written, null when the port is none; leading digits are enough, like in C's `strtol`. */
function splitPort(authority: string): { host: string, port: string } | null {
  const colon = authority.startsWith('[') && authority.endsWith(']') ? -1 : authority.lastIndexOf(':')
  if (colon === -1) return { host: authority, port: '' }
  const [host, port] = [authority.slice(0, colon), authority.slice(colon + 1)]
  if (port === '') return { host, port }
  const digits = /^\s*([+-]?\d+)/.exec(port)?.[1]
  const number = Number(digits)
  return digits === undefined || port.length > 5 || number < 0 || number > MAX_PORT ? null : { host, port: String(number) }
}

/**
 * Scheme, host and port of an address as PHP's `parse_url` gives them (ext/standard/url.c): nothing is lower-cased, default ports
 * stay, control characters become `_`, and what people would call a broken port may be one. Null where it finds no host.
 */
export function parseAddress(address: string): Address | null {
  const split = splitScheme(address)
  if (!split) return null
  const authority = before(split.rest, /[/?#]/)
  const parts = splitPort(authority.slice(authority.lastIndexOf('@') + 1))
  if (!parts || parts.host === '') return null
  // eslint-disable-next-line no-control-regex -- they are what PHP replaces
  return { scheme: split.scheme, host: parts.host.replaceAll(/[\u0000-\u001F\u007F]/g, '_'), port: parts.port }
}
