import { request as requestHttp, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

export type Method = 'GET' | 'POST'

export interface Connection {
  /** Where to connect instead of where the name leads, before it leads there. */
  at?: { host: string, port: number } | undefined
  /** A certificate to trust besides the well-known ones, as PEM. */
  ca?: string | undefined
  deadlineMs?: number
}

export interface Answer {
  status: number
  headers: Headers
  /** As text, decompressed. */
  body: string
}

/** Why there was no answer: a name or number that Node gives the failure, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
export class NoAnswer extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const DEADLINE_MS = 15_000
/** A page is two thousand bytes, the largest script less than a million. */
const MAX_BYTES = 20_000_000
/** What browsers say, without zstd, which not every Node can undo. */
const ENCODINGS = 'gzip, deflate, br'

/** A thousand bytes can be packed into one: what comes out is bounded like what comes in. */
const BOUNDED = { maxOutputLength: MAX_BYTES }

/** Names of encodings are the same in any case: RFC 9110, 8.4.1. */
function unpack(body: Buffer, encoding: string): string {
  const name = encoding.trim().toLowerCase()
  if (body.length === 0) return ''
  if (name === 'gzip' || name === 'x-gzip') return gunzipSync(body, BOUNDED).toString('utf8')
  if (name === 'br') return brotliDecompressSync(body, BOUNDED).toString('utf8')
  if (name === 'deflate') return inflateSync(body, BOUNDED).toString('utf8')
  return body.toString('utf8')
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  const result = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const single of [value ?? []].flat()) result.append(name, single)
  }
  return result
}

/**
 * One request and its answer, redirects not followed.
 * @throws NoAnswer
 */
export function ask(address: URL, { method = 'GET', headers = {}, body = '' }: {
  method?: Method
  headers?: Record<string, string>
  body?: string
}, { at, ca, deadlineMs = DEADLINE_MS }: Connection): Promise<Answer> {
  const options: RequestOptions & { ca?: string, servername?: string } = {
    method,
    headers: { 'accept': '*/*', 'accept-encoding': ENCODINGS, 'user-agent': 'Mozilla/5.0 (Chatside doctor)', ...headers, 'host': address.host },
    signal: AbortSignal.timeout(deadlineMs),
    ...(at === undefined ? {} : { hostname: at.host, port: at.port }),
    ...(isIP(address.hostname) === 0 ? { servername: address.hostname } : {}),
    ...(ca === undefined ? {} : { ca }),
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      const code = error.name === 'TimeoutError' || error.name === 'AbortError' ? 'TIMEOUT' : 'code' in error ? String(error.code) : error.name
      reject(new NoAnswer(code, error.message))
    }
    const request = (address.protocol === 'https:' ? requestHttps : requestHttp)(address, options, (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_BYTES) request.destroy(new NoAnswer('TOO_LARGE', `more than ${MAX_BYTES} bytes`))
        else chunks.push(chunk)
      })
      response.on('error', fail)
      response.on('end', () => {
        try {
          const headers = toHeaders(response.headers)
          resolve({ status: response.statusCode ?? 0, headers, body: unpack(Buffer.concat(chunks), headers.get('content-encoding') ?? '') })
        } catch (error) {
          fail(error instanceof Error ? error : new Error(String(error)))
        }
      })
    })
    request.on('error', fail)
    request.end(body === '' ? undefined : body)
  })
}
