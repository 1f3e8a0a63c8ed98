export interface Address {
  scheme: string
  host: string
  /** `''` when the address names none. */
  port: string
}

/** The parts of an address as PHP's `parse_url` gives them: nothing is lower-cased, default ports stay. Null without a host. */
export function parseAddress(address: string): Address | null {
  const parts = /^(?:([a-z][a-z0-9+.-]*):)?\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]+)(?::(\d{1,5}))?(?=[/?#]|$)/i.exec(address)
  const host = parts?.[2]
  return host ? { scheme: parts[1] ?? '', host, port: parts[3] ?? '' } : null
}
