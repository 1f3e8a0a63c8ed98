/** Small help around Node's request and response objects. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Room for the 10 MB texts that tests put into placement options, several times over. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

/**
 * The whole body as text.
 * @throws Error when it is larger than 64 MB or the client goes away
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new Error('The request was switched to text before it was read.')
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new Error(`A request body is larger than ${MAX_BODY_BYTES} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Headers as one text each, names in lower case. */
export function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => {
    if (value === undefined) return []
    return [[name, Array.isArray(value) ? value.join(', ') : value]]
  }))
}

/**
 * Path and query of the request. What is before the path in a target of the absolute form is never used; two slashes at the
 * beginning are a path, not a host.
 */
export function requestUrl(request: IncomingMessage): URL {
  const target = request.url ?? '/'
  const path = /^https?:\/\/[^/?#]*/i.exec(target)
  const rest = path ? target.slice(path[0].length) : target
  return new URL(`http://portal.invalid${rest.startsWith('/') ? '' : '/'}${rest}`)
}

/** A complete answer. Nothing is cached unless `headers` says so: scenarios change under the same address. */
export function reply(response: ServerResponse, status: number, contentType: string, body: string | Uint8Array, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'content-type': contentType,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  woff: 'font/woff',
  woff2: 'font/woff2',
}

/** By the name's ending; a host that guesses wrong makes browsers refuse scripts, so unknown endings are plain bytes. */
export function contentTypeOf(fileName: string): string {
  return contentTypes[fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream'
}
