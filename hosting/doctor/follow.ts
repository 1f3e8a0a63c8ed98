import { ask, NoAnswer, type Answer, type Connection, type Method } from './ask.ts'

export interface Step {
  status: number
  from: URL
  to: URL
  /** The method after it. */
  method: Method
}

export interface Journey {
  steps: Step[]
  /** Where it ended. */
  address: URL
  method: Method
  answer: Answer
  /** The other host that it leads to, which is not asked; null where it ended at the handler's own. */
  leftTo: URL | null
}

/** Browsers give up after twenty; a host with more than a few is broken. */
const MOST_STEPS = 10

/** What a browser sends when a portal opens a page in a frame: the fields are the portal's, none with anything real in it. */
const QUERY = { DOMAIN: 'portal.example.com', PROTOCOL: '1', LANG: 'en', APP_SID: '0123456789abcdef0123456789abcdef' }
const FIELDS = {
  AUTH_ID: '', AUTH_EXPIRES: '3600', REFRESH_ID: '', SERVER_ENDPOINT: 'https://oauth.bitrix.info/rest/', APPLICATION_TOKEN: '',
  APPLICATION_SCOPE: 'placement,im', member_id: '', status: 'L', PLACEMENT: 'IM_SIDEBAR', PLACEMENT_OPTIONS: '{"dialogId":"chat1"}',
}

/** The handler with what the portal adds to its query. */
export function openedAddress(handler: URL): URL {
  const address = new URL(handler)
  address.search += `${address.search === '' ? '?' : '&'}${new URLSearchParams(QUERY).toString()}`
  return address
}

function headersOf(method: Method, portal: string): Record<string, string> {
  return {
    'accept': 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'referer': `${portal}/`,
    'sec-fetch-dest': 'iframe',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'cross-site',
    'upgrade-insecure-requests': '1',
    ...(method === 'POST' ? { 'origin': portal, 'content-type': 'application/x-www-form-urlencoded' } : {}),
  }
}

/** 303 always makes a GET, 301 and 302 do it with a POST, 307 and 308 change nothing: https://fetch.spec.whatwg.org/#http-redirect-fetch. */
function methodAfter(status: number, method: Method): Method {
  return status === 307 || status === 308 ? method : 'GET'
}

export interface Surroundings {
  /** Origin of the portal. */
  portal: string
  connection: Connection
}

/** Where an answer sends a browser, null where it stays: in a frame browsers follow to no other scheme. */
function nextAddress({ status, headers }: Answer, from: URL): URL | null {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === null || !URL.canParse(location, from)) return null
  const to = new URL(location, from)
  return /^https?:$/.test(to.protocol) ? to : null
}

/** The same name at the port that was named, or at one of those that addresses without a port have. */
function isOfHost({ hostname, port }: URL, handler: URL): boolean {
  return hostname === handler.hostname && (port === '' || port === handler.port)
}

/**
 * Opens a page as a browser does in which a portal opens it; with `isOneStep` only as far as the first redirect says. It stays with the
 * handler's host: what is wrong with another one is said without asking it, which could be any machine of the network that this runs in.
 * @throws NoAnswer
 */
export async function follow(handler: URL, method: Method, { portal, connection }: Surroundings, { isOneStep = false } = {}): Promise<Journey> {
  const steps: Step[] = []
  let address = openedAddress(handler)
  let current = method
  for (;;) {
    const body = current === 'POST' ? new URLSearchParams(FIELDS).toString() : ''
    // another port is where its name leads
    const way = address.host === handler.host ? connection : { ...connection, at: undefined }
    const answer = await ask(address, { method: current, headers: headersOf(current, portal), body }, way)
    const to = nextAddress(answer, address)
    if (to === null) return { steps, address, method: current, answer, leftTo: null }
    if (steps.length >= MOST_STEPS) throw new NoAnswer('TOO_MANY_REDIRECTS', `more than ${MOST_STEPS} redirects`)
    current = methodAfter(answer.status, current)
    steps.push({ status: answer.status, from: address, to, method: current })
    address = to
    const leftTo = isOfHost(to, handler) ? null : to
    if (leftTo !== null || isOneStep) return { steps, address, method: current, answer, leftTo }
  }
}
