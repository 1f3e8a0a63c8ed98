/** PHP's `trim`, which the portal uses: it takes away six characters, neither the no-break space nor the form feed. */
export function trimLikePortal(text: string): string {
  return text.replaceAll(/^[ \t\n\r\0\v]+|(?<![ \t\n\r\0\v])[ \t\n\r\0\v]+$/g, '')
}

/** A title without space around it, also of the kinds that only one of the two sides would take away. */
export function trimTitle(title: string): string {
  return title.replaceAll(/^[\s\0]+|(?<![\s\0])[\s\0]+$/g, '')
}

/** Scheme; what may stand before the host; host and port of an address that has a host. */
const ADDRESS = /^(?:(?:([a-z0-9+.-]+):)?\/\/|(?=[^:?#]*:\d{1,5}(?:\/|$)))(?:[^/?#]*@)?(?:(\[[^/?#@]*\])|([^/?#@]*?)(?::([^:/?#@]*))?)(?=[/?#]|$)/i
const LAST_PORT = 65_535

/** Leading digits are enough for a port, and nothing at all is none. */
function isPort(text: string): boolean {
  const number = Number(/^\s*([+-]?\d+)/.exec(text)?.[1])
  return text === '' || (text.length <= 5 && number >= 0 && number <= LAST_PORT)
}

/**
 * Scheme and host as PHP's `parse_url` tells them apart, with which the portal judges a handler; it lower-cases nothing. Both are
 * empty where it finds no host, the scheme alone where there is none.
 */
export function splitAddress(address: string): { scheme: string, host: string } {
  const [, scheme = '', bracketed, host = '', port = ''] = ADDRESS.exec(address) ?? []
  return isPort(port) ? { scheme, host: bracketed ?? host } : { scheme: '', host: '' }
}
