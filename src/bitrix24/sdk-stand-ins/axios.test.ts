/** axios in its browser's way and its stand-in over one XMLHttpRequest that follows a script; what a browser makes of a real connection is compared in one. */
import realAxios, { AxiosError as RealError } from 'axios'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import axios, { AxiosError } from './axios.ts'

type Script =
  | { kind: 'answer', status: number, text: string, headers: string }
  | { kind: 'error' | 'timeout' | 'abort' }
  /** Firefox, when a navigation ends the request. */
  | { kind: 'only-loadend' }

interface Sent {
  method: string
  url: string
  isAsync: boolean
  headers: [string, string][]
  timeout: number
  withCredentials: boolean
  responseType: string
  body: unknown
}

let script: Script
let sent: Sent[]

/** As much of the browser's class as either of the two uses; whatever else is used fails. */
class ScriptedRequest {
  onloadend: ((event: unknown) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  ontimeout: (() => void) | null = null
  onabort: (() => void) | null = null
  timeout = 0
  withCredentials = false
  responseType = ''
  status = 0
  statusText = ''
  responseText = ''
  responseURL = ''
  readonly #sent = { method: '', url: '', isAsync: true, headers: [] as [string, string][] }

  open(method: string, url: string, isAsync = true): void {
    Object.assign(this.#sent, { method, url, isAsync })
  }

  setRequestHeader(name: string, value: string): void {
    this.#sent.headers.push([name, value])
  }

  getAllResponseHeaders(): string {
    return script.kind === 'answer' ? script.headers : ''
  }

  send(body: unknown): void {
    sent.push({ ...this.#sent, timeout: this.timeout, withCredentials: this.withCredentials, responseType: this.responseType, body })
    const now = script
    queueMicrotask(() => {
      if (now.kind === 'answer') Object.assign(this, { status: now.status, responseText: now.text })
      if (now.kind === 'error') this.onerror?.({ type: 'error' })
      if (now.kind === 'timeout') this.ontimeout?.()
      if (now.kind === 'abort') this.onabort?.()
      this.onloadend?.({ type: 'loadend' })
    })
  }
}

beforeEach(() => {
  sent = []
  vi.stubGlobal('XMLHttpRequest', ScriptedRequest)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const ADDRESS = 'https://demo.bitrix24.com/rest/im.dialog.get?bx24_request_id=1'
const CONFIG = { timeout: 30_000, timeoutErrorMessage: 'Request timeout exceeded', headers: {} }

/** All that the SDK reads of what a post comes to. */
async function outcomeOf(posting: Promise<{ data: unknown, status: number }>, Failure: typeof RealError | typeof AxiosError): Promise<unknown> {
  try {
    const { data, status } = await posting
    return { data, status }
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    const { name, code, message, response, status } = thrown
    return { name, code, message, status, response: response && { data: response.data as unknown, status: response.status } }
  }
}

async function bothOf(body: object, config: object = CONFIG, address = ADDRESS): Promise<{ real: unknown, ours: unknown }> {
  sent = []
  const real = await outcomeOf(realAxios.create(config).post(address, body), RealError)
  const ours = await outcomeOf(axios.create(config).post(address, body), AxiosError)
  expect(sent).toHaveLength(2)
  expect(sent[1]).toEqual(sent[0])
  return { real, ours }
}

const text = fc.oneof(
  fc.json(), fc.string({ unit: 'binary' }), fc.json().map(json => json.slice(0, json.length / 2)), fc.json().map(json => ` ${json}\r\n`),
  fc.constantFrom('', ' ', '\ufeff{}', '<!doctype html><p>Sign in</p>', '{"error":"expired_token","error_description":"x"}', 'null', '"a"', '1e999', '-0', '{"__proto__":{"a":1}}', '{"a":1,"a":2}', 'NaN'),
)
const headers = fc.constantFrom('', 'content-type: application/json\r\n', 'CONTENT-TYPE: text/HTML; Charset=UTF-8\r\nX-Odd: \r\n', 'Content-Type\r\n: nothing\r\n', '__proto__: a\r\nset-cookie: b\r\n')

test('every answer comes to what it comes to with axios', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 100, max: 999 }), text, headers, async (status, answer, lines) => {
    script = { kind: 'answer', status, text: answer, headers: lines }
    const { real, ours } = await bothOf({ a: 1 })
    expect(ours).toEqual(real)
  }), { numRuns: 400 })
})

test.each(['error', 'timeout', 'abort', 'only-loadend'] as const)('a request that ends by %s fails as it does with axios', async (kind) => {
  script = { kind }
  for (const config of [CONFIG, { timeout: 5 }]) {
    const { real, ours } = await bothOf({ a: 1 }, config)
    expect(ours).toEqual(real)
    expect(ours).toMatchObject({ name: 'AxiosError', code: kind === 'error' ? 'ERR_NETWORK' : 'ECONNABORTED', status: undefined, response: undefined })
  }
})

test('what is sent is what axios sends: address, headers, body, no credentials', async () => {
  script = { kind: 'answer', status: 200, text: '{}', headers: '' }
  const body = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })
  await fc.assert(fc.asyncProperty(body, fc.webUrl({ withQueryParameters: true }), fc.nat(), async (parameters, address, timeout) => {
    await bothOf(parameters, { ...CONFIG, timeout, headers: { 'User-Agent': 'b24-js-sdk/2.2.0', 'X-Test': 'a' } }, address)
  }), { numRuns: 300 })
})

test('an address that the browser refuses fails with the browser\'s own error', async () => {
  const refuse = (): never => {
    throw new DOMException('Invalid URL', 'SyntaxError')
  }
  vi.spyOn(ScriptedRequest.prototype, 'open').mockImplementation(refuse)
  for (const client of [realAxios.create(CONFIG), axios.create(CONFIG)]) await expect(client.post(ADDRESS, {})).rejects.toThrow(DOMException)
})

test('a failure that others make has what they gave it', () => {
  const response = { data: { error: 'expired_token' }, status: 401 }
  for (const Failure of [RealError, AxiosError]) {
    const error = new (Failure as typeof AxiosError)('Request failed', 'ERR_BAD_REQUEST', undefined, undefined, response)
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'AxiosError', code: 'ERR_BAD_REQUEST', message: 'Request failed', status: 401, response })
  }
})

test('what is not there fails at once', async () => {
  for (const config of [{ baseURL: ADDRESS }, { adapter: 'fetch' }, { headers: { accept: '*/*' } }]) expect(() => axios.create(config)).toThrow(TypeError)
  const client = axios.create(CONFIG)
  for (const body of [new URLSearchParams(), 'a=1', [1]]) await expect(client.post(ADDRESS, body)).rejects.toThrow(TypeError)
  await expect(client.post(ADDRESS, {}, { headers: {} })).rejects.toThrow(TypeError)
  expect(sent).toEqual([])
})
