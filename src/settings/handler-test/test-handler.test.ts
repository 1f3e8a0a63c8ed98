import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testHandler } from './test-handler.ts'

const ADDRESS = 'https://apps.example.com/chatside/'
const SURROUNDINGS = { pageOrigin: 'https://apps.example.com', portalOrigin: 'https://demo.bitrix24.com', deadlineMs: 5_000 }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

function thePage(): Response {
  return new Response('<div id="chatside"></div>', { headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' } })
}

/** A host that answers each method in its way, and what it was asked. */
function aHost(answers: Partial<Record<'POST' | 'GET', (init: RequestInit, address: string) => Response | Promise<Response>>> = {}) {
  const asked: { address: string, init: RequestInit }[] = []
  const fetch = async (address: string | URL | Request, init: RequestInit = {}) => {
    asked.push({ address: String(address), init })
    return (init.method === 'POST' ? answers.POST : answers.GET)?.(init, String(address)) ?? thePage()
  }
  return { asked, fetch }
}

async function findingsOf(host: ReturnType<typeof aHost>, { address = ADDRESS, ...rest }: Partial<typeof SURROUNDINGS> & { address?: string } = {}) {
  const findings = await testHandler(address, { ...SURROUNDINGS, fetch: host.fetch, ...rest })
  return findings.map(({ code, severity, methods }) => [code, severity, ...methods].join(' '))
}

test('a host that does it right is fine by both methods', async () => {
  expect(await findingsOf(aHost())).toEqual(['answers fine POST GET', 'may-be-framed fine POST GET'])
})

test('the host is asked as a portal asks, without cookies, caches, redirects or other origins', async () => {
  const host = aHost()
  await findingsOf(host)
  expect(host.asked.map(({ init }) => init.method)).toEqual(['POST', 'GET'])
  for (const { init } of host.asked) expect(init).toMatchObject({ redirect: 'manual', cache: 'no-store', credentials: 'omit', mode: 'same-origin' })
  expect(host.asked[0]?.address).toBe(`${ADDRESS}?DOMAIN=&PROTOCOL=1&LANG=en&APP_SID=`)
})

test.each([
  ['?v=1%202', '?v=1%202&'],
  [' ', '%20?'],
  ['#x', '#x?'],
])('to an address that ends with %j the portal\'s fields are added as the portal adds them', async (end, asked) => {
  const host = aHost()
  await findingsOf(host, { address: `${ADDRESS}${end}` })
  expect(host.asked[0]?.address).toBe(`${ADDRESS}${asked}DOMAIN=&PROTOCOL=1&LANG=en&APP_SID=`)
})

test('nothing real is in the fields that are sent', async () => {
  const host = aHost()
  await findingsOf(host)
  const body = host.asked[0]?.init.body
  if (!(body instanceof URLSearchParams)) throw new Error('No form was sent')
  expect(Object.fromEntries(body)).toEqual({
    AUTH_ID: '', AUTH_EXPIRES: '0', REFRESH_ID: '', SERVER_ENDPOINT: '', APPLICATION_TOKEN: '', APPLICATION_SCOPE: '', member_id: '', status: 'L',
    PLACEMENT: 'IM_SIDEBAR', PLACEMENT_OPTIONS: '{}',
  })
  expect(host.asked[1]?.init.body).toBeUndefined()
})

test('a host of files that refuses POST is wrong although GET is fine', async () => {
  const host = aHost({ POST: () => new Response('', { status: 405 }) })
  expect(await findingsOf(host)).toEqual(['method-not-allowed wrong POST', 'answers fine GET', 'may-be-framed fine GET'])
})

/** A host that redirects to what `follow` answers. */
function aRedirect(follow: (address: string) => Response | Promise<Response>) {
  return ({ redirect }: RequestInit, address: string) => redirect === 'manual'
    ? Object.defineProperty(new Response(''), 'type', { value: 'opaqueredirect' })
    : follow(address)
}

/** Browsers leave out the part after `#` when they say where an answer comes from. */
function thePageAt(address: string): Response {
  return Object.defineProperty(thePage(), 'url', { value: address.replace(/#.*/, '') })
}

test.each<[string, (address: string) => Response | Promise<Response>]>([
  ['another folder', address => thePageAt(address.replace('/chatside/', '/elsewhere/'))],
  ['the page without what Bitrix24 adds', () => thePageAt(ADDRESS)],
  ['another origin', () => Promise.reject(new TypeError('Failed to fetch'))],
])('a redirect to %s is wrong', async (_where, follow) => {
  const redirect = aRedirect(follow)
  expect(await findingsOf(aHost({ POST: redirect, GET: redirect }))).toEqual(['redirected wrong POST GET'])
})

test('a host that answers POST by sending the browser to the same address again is fine', async () => {
  const host = aHost({ POST: aRedirect(thePageAt) })
  expect(await findingsOf(host, { address: `${ADDRESS}#x` })).toEqual(['answers fine POST GET', 'may-be-framed fine POST GET'])
})

test('a host that cannot be reached is wrong', async () => {
  const fail = () => Promise.reject(new TypeError('Failed to fetch'))
  expect(await findingsOf(aHost({ POST: fail, GET: fail }))).toEqual(['unreachable wrong POST GET'])
})

test('an answer that breaks off counts as none', async () => {
  const broken = () => new Response(new ReadableStream({ start: controller => controller.error(new TypeError('network error')) }))
  expect(await findingsOf(aHost({ POST: broken, GET: broken }))).toEqual(['unreachable wrong POST GET'])
})

/** Never answers, but stops when it is told to. */
function aSilentFetch() {
  return (_address: string | URL | Request, { signal }: RequestInit = {}) => new Promise<Response>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted')))
  })
}

test('a host that does not answer in time is too slow', async () => {
  const result = testHandler(ADDRESS, { ...SURROUNDINGS, fetch: aSilentFetch() })
  await vi.advanceTimersByTimeAsync(4_999)
  expect(vi.getTimerCount()).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(await result).toEqual([{ code: 'too-slow', severity: 'wrong', methods: ['POST', 'GET'], detail: '' }])
})

test('answers in time leave no timer behind', async () => {
  await findingsOf(aHost())
  expect(vi.getTimerCount()).toBe(0)
})

test('a test that is ended throws instead of calling the host slow, and leaves no timer behind', async () => {
  const controller = new AbortController()
  const result = expect(testHandler(ADDRESS, { ...SURROUNDINGS, fetch: aSilentFetch(), signal: controller.signal })).rejects.toThrow()
  controller.abort()
  await result
  expect(vi.getTimerCount()).toBe(0)
})

test('a test that was ended before it began asks nothing', async () => {
  const host = aHost()
  await expect(testHandler(ADDRESS, { ...SURROUNDINGS, fetch: host.fetch, signal: AbortSignal.abort() })).rejects.toThrow()
  expect(host.asked).toEqual([])
})

test('another origin is not asked, because its answers could not be read', async () => {
  const host = aHost()
  expect(await findingsOf(host, { address: 'https://elsewhere.example.com/' })).toEqual(['other-origin unknown'])
  expect(await findingsOf(host, { pageOrigin: 'null' })).toEqual(['other-origin unknown'])
  expect(host.asked).toEqual([])
})

test.each(['', 'chatside', 'ftp://apps.example.com/', 'javascript:alert(1)', 'https://'])('%j is no address to ask', async (address) => {
  const host = aHost()
  expect(await findingsOf(host, { address })).toEqual(['no-address wrong'])
  expect(host.asked).toEqual([])
})

test('a page over http is blocked in a portal over https', async () => {
  const here = { address: 'http://apps.example.com/', pageOrigin: 'http://apps.example.com' }
  expect(await findingsOf(aHost(), here)).toEqual(['no-https wrong', 'answers fine POST GET', 'may-be-framed fine POST GET'])
  expect((await findingsOf(aHost(), { ...here, portalOrigin: 'http://portal.example.com' }))[0]).toBe('no-https warning')
  expect(await findingsOf(aHost(), { address: 'http://elsewhere.example.com/' })).toEqual(['no-https wrong', 'other-origin unknown'])
})
