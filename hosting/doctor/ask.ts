import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { Allowance } from './allowance.ts'

export type Method = 'GET' | 'POST'

export interface Connection {
  /** Where to connect instead of where the name leads, before it leads there. */
  at?: { host: string, port: number } | undefined
  /** A certificate to trust besides the well-known ones, as PEM. */
  ca?: string | undefined
  deadlineMs?: number
  /** What is left for this and all other answers. */
  allowance?: Allowance | undefined
}

export interface Answer {
  status: number
  headers: Headers
  /** Decompressed. */
  bytes: Buffer
  /** The same as text. */
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
/** More encodings of one answer than any host has a reason for. */
const MOST_ENCODINGS = 3

type Undo = (body: Buffer, options: { maxOutputLength: number }) => Buffer

const UNDO: ReadonlyMap<string, Undo> = new Map([
  ['gzip', gunzipSync], ['x-gzip', gunzipSync], ['br', brotliDecompressSync], ['deflate', inflateSync],
])

function tooLarge(limit: number): NoAnswer {
  return new NoAnswer('TOO_LARGE', `more than ${limit} bytes`)
}

/** Everything an examination may load is used up. */
function usedUp(): NoAnswer {
  return new NoAnswer('TOO_LARGE', 'more than all files of the app together have')
}

/**
 * Undoes what `Content-Encoding` names, the last first; names are the same in any case: RFC 9110, 8.4. A thousand bytes can be packed into
 * one, so what comes out is bounded like what comes in.
 * @throws NoAnswer
 */
function unpack(body: Buffer, encodings: string, limit: number): Buffer {
  const names = encodings.split(',').map(name => name.trim().toLowerCase()).filter(name => name !== '' && name !== 'identity')
  if (names.length > MOST_ENCODINGS) throw new NoAnswer('BAD_ENCODING', `packed ${names.length} times`)
  return names.reduceRight((packed, name) => {
    const undo = UNDO.get(name)
    if (undo === undefined) throw new NoAnswer('BAD_ENCODING', `${name} was not asked for`)
    try {
      return packed.length === 0 ? packed : undo(packed, { maxOutputLength: limit })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit)
      throw new NoAnswer('BAD_ENCODING', `Content-Encoding: ${name}, and it is not`)
    }
  }, body)
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  const result = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const single of [value ?? []].flat()) result.append(name, single)
  }
  return result
}

/** Why a request ended. */
function toNoAnswer(error: Error): NoAnswer {
  if (error instanceof NoAnswer) return error
  const code = error.name === 'TimeoutError' || error.name === 'AbortError' ? 'TIMEOUT' : 'code' in error ? String(error.code) : error.name
  return new NoAnswer(code, error.message)
}

/** What came, unpacked and counted. */
function toAnswer(response: IncomingMessage, chunks: readonly Buffer[], allowance: Allowance | undefined): Answer {
  const headers = toHeaders(response.headers)
  const packed = Buffer.concat(chunks)
  const bytes = unpack(packed, headers.get('content-encoding') ?? '', Math.min(MAX_BYTES, allowance?.bytes ?? MAX_BYTES))
  if (allowance !== undefined && bytes !== packed) allowance.bytes -= bytes.length
  return { status: response.statusCode ?? 0, headers, bytes, body: bytes.toString('utf8') }
}

/**
 * One request and its answer, redirects not followed.
 * @throws NoAnswer
 */
export function ask(address: URL, { method = 'GET', headers = {}, body = '' }: {
  method?: Method
  headers?: Record<string, string>
  body?: string
}, { at, ca, deadlineMs = DEADLINE_MS, allowance }: Connection): Promise<Answer> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const options: RequestOptions & { ca?: string, servername?: string } = {
    method,
    headers: { 'accept': '*/*', 'accept-encoding': ENCODINGS, 'user-agent': 'Mozilla/5.0 (Chatside doctor)', ...headers, 'host': address.host },
    signal: allowance === undefined ? deadline : AbortSignal.any([deadline, allowance.signal]),
    ...(at === undefined ? {} : { hostname: at.host, port: at.port }),
    ...(isIP(address.hostname) === 0 ? { servername: address.hostname } : {}),
    ...(ca === undefined ? {} : { ca }),
    agent: false,
  }
  return new Promise((resolve, reject) => {
    if (allowance !== undefined && allowance.bytes <= 0) throw usedUp()
    const fail = (error: Error): void => reject(toNoAnswer(error))
    const request = (address.protocol === 'https:' ? requestHttps : requestHttp)(address, options, (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (allowance !== undefined) allowance.bytes -= chunk.length
        if (size > MAX_BYTES) request.destroy(tooLarge(MAX_BYTES))
        else if (allowance !== undefined && allowance.bytes < 0) request.destroy(usedUp())
        else chunks.push(chunk)
      })
      response.on('error', fail)
      response.on('end', () => {
        try {
          resolve(toAnswer(response, chunks, allowance))
        } catch (error) {
          fail(error instanceof Error ? error : new Error(String(error)))
        }
      })
    })
    request.on('error', fail)
    // a host that changes the protocol was not asked to; without somebody who listens Node ends such a request without a word
    request.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: toHeaders(response.headers), bytes: Buffer.alloc(0), body: '' })
    })
    // any other end of the connection; a promise that is settled stays as it is
    request.on('close', () => fail(new NoAnswer('CLOSED', 'the host closed the connection')))
    request.end(body === '' ? undefined : body)
  })
}
