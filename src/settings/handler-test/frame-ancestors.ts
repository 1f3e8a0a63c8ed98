/** The parts of a host source in a Content Security Policy: scheme, host, port and path. */
const HOST_SOURCE = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[^:/?#*]+|\[[0-9a-f:.]+\])(?::(\d+|\*))?(\/.*)?$/i
const SCHEME_SOURCE = /^([a-z][a-z0-9+.-]*):$/i

const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map([['http:', '80'], ['https:', '443']])

function portOf({ port, protocol }: URL): string {
  return port === '' ? DEFAULT_PORTS.get(protocol) ?? '' : port
}

/** A source for http also covers https. */
function schemeFits(wanted: string, protocol: string): boolean {
  return `${wanted.toLowerCase()}:` === protocol || (wanted.toLowerCase() === 'http' && protocol === 'https:')
}

function hostFits(pattern: string, host: string): boolean {
  const wanted = pattern.toLowerCase()
  if (wanted === '*') return true
  return wanted.startsWith('*.') ? host.endsWith(wanted.slice(1)) : host === wanted
}

function portFits(wanted: string | undefined, ancestor: URL): boolean {
  const port = portOf(ancestor)
  if (wanted === undefined) return port === DEFAULT_PORTS.get(ancestor.protocol)
  return wanted === '*' || wanted === port || (wanted === '80' && port === '443')
}

function sourceFits(source: string, ancestor: URL, page: URL): boolean {
  if (source === '*') return DEFAULT_PORTS.has(ancestor.protocol)
  if (source.toLowerCase() === '\'self\'') return sourceFits(`${page.protocol}//${page.hostname}:${portOf(page)}`, ancestor, page)
  const [, schemeAlone] = SCHEME_SOURCE.exec(source) ?? []
  if (schemeAlone !== undefined) return schemeFits(schemeAlone, ancestor.protocol)
  const [, scheme = page.protocol.slice(0, -1), host, port, path = '/'] = HOST_SOURCE.exec(source) ?? []
  return host !== undefined && path === '/' && schemeFits(scheme, ancestor.protocol) && hostFits(host, ancestor.hostname) && portFits(port, ancestor)
}

/**
 * The `frame-ancestors` directives of a `Content-Security-Policy` header, each as its list of sources. A header joins policies by
 * commas, and of a directive that a policy repeats the first counts: https://www.w3.org/TR/CSP3/#parse-serialized-policy.
 */
export function readFrameAncestors(policies: string): string[][] {
  return policies.split(',').flatMap((policy) => {
    const directives = policy.split(';').map(directive => directive.trim().split(/\s+/))
    const found = directives.find(([name = '']) => name.toLowerCase() === 'frame-ancestors')
    return found ? [found.slice(1)] : []
  })
}

/**
 * Whether one list of sources lets an origin frame the page, as a browser matches them
 * (https://www.w3.org/TR/CSP3/#match-url-to-source-list). An empty list and `'none'` let nobody.
 */
export function letsFrame(sources: readonly string[], { ancestor, page }: { ancestor: string, page: string }): boolean {
  return sources.some(source => sourceFits(source, new URL(ancestor), new URL(page)))
}
