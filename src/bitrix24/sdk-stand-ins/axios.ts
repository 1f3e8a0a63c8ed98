/**
 * What the SDK's `core/http/abstract-http` uses of axios, and nothing else of it: a client made with `create()` that sends JSON by POST
 * and reads JSON, and the class that its failures are told by. https://axios-http.com/docs/req_config, /docs/res_schema, /docs/handling_errors
 *
 * Over `XMLHttpRequest`, as axios does in a browser: what a redirect, a refusal by CORS, a cut connection or a charset comes to is then the
 * browser's doing in both. What is asked for and is not here throws.
 */

interface ClientConfig {
  /** Milliseconds; 0 or missing: for ever. */
  timeout?: number
  timeoutErrorMessage?: string
  headers?: Record<string, string>
}

interface Answer {
  /** The JSON text's value; the text itself where it is none. */
  data: unknown
  status: number
}

interface Client {
  readonly defaults: ClientConfig
  /** @throws AxiosError unless the answer's status is one of success */
  post(url: string, body: unknown, ...more: unknown[]): Promise<Answer>
}

const HEADERS = { 'Accept': 'application/json, text/plain, */*', 'Content-Type': 'application/json' }
const KNOWN = ['timeout', 'timeoutErrorMessage', 'headers']

/** Every failure of a request: `response` is missing where there was none. */
export class AxiosError extends Error {
  override readonly name = 'AxiosError'
  readonly code: string | undefined
  readonly response: Answer | undefined
  readonly status: number | undefined

  /** The third and fourth are axios's configuration and request, which nobody reads. */
  constructor(message: string, code?: string, _config?: unknown, _request?: unknown, response?: Answer) {
    super(message)
    this.code = code
    this.response = response
    this.status = response?.status
  }
}

function create(config: ClientConfig = {}): Client {
  const unknown = Object.keys(config).filter(key => !KNOWN.includes(key))
  const own = Object.keys(config.headers ?? {}).filter(name => /^(?:accept|content-type)$/i.test(name))
  if (unknown.length + own.length > 0) throw new TypeError(`The stand-in for axios takes no ${[...unknown, ...own].join(', ')}.`)
  return { defaults: config, post: (...args) => post(config, ...args) }
}

async function post(config: ClientConfig, url: string, body: unknown, ...more: unknown[]): Promise<Answer> {
  if (more.length > 0 || Object.getPrototypeOf(body) !== Object.prototype) throw new TypeError('The stand-in for axios posts a plain object, as JSON.')
  const { status, text } = await exchange(config, url, JSON.stringify(body))
  const answer = { data: parse(text), status }
  if (status >= 200 && status < 300) return answer
  const code = status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE'
  throw new AxiosError(`Request failed with status code ${status}`, code, undefined, undefined, answer)
}

function exchange({ timeout = 0, timeoutErrorMessage, headers }: ClientConfig, url: string, body: string): Promise<{ status: number, text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = (code: string, message: string): void => reject(new AxiosError(message, code))
    request.open('POST', url)
    request.timeout = timeout
    for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) request.setRequestHeader(name, value)
    request.onerror = () => fail('ERR_NETWORK', 'Network Error')
    request.ontimeout = () => fail('ECONNABORTED', timeoutErrorMessage ?? `timeout of ${timeout}ms exceeded`)
    request.onabort = () => fail('ECONNABORTED', 'Request aborted')
    // comes last, after each of the three; Firefox leaves them out when a navigation ends the request
    request.onloadend = () => {
      if (request.status === 0) fail('ECONNABORTED', 'Request aborted')
      else resolve({ status: request.status, text: request.responseText })
    }
    request.send(body)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export default { create }
