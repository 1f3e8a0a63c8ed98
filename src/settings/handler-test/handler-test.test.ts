import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPortal, aPromise } from '../../../tests/support/a-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import HandlerTest from './HandlerTest.vue'

const ADDRESS = 'https://apps.example.com/chatside/'

beforeEach(() => void vi.stubGlobal('location', { origin: 'https://apps.example.com' }))

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

function thePage(headers: Record<string, string> = {}): Response {
  return new Response('<div id="chatside"></div>', { headers: { 'content-type': 'text/html', 'cache-control': 'no-cache', ...headers } })
}

function stubHost(answer: (init: RequestInit) => Response | Promise<Response>) {
  const host = vi.fn(async (_address: string, init: RequestInit) => answer(init))
  vi.stubGlobal('fetch', host)
  return host
}

async function open(address = ADDRESS) {
  return mountInApp(HandlerTest, { portal: aPortal(), props: { address } })
}

async function openAndTest(address = ADDRESS) {
  const wrapper = await open(address)
  await byRole(wrapper, 'button', 'Test the address').trigger('click')
  await settle()
  return wrapper
}

test('nothing is asked before the button is pressed', async () => {
  const host = stubHost(() => thePage())
  const wrapper = await open()
  expect(host).not.toHaveBeenCalled()
  expect(byRole(wrapper, 'status').text()).toBe('')
  expect(allByRole(wrapper, 'listitem')).toEqual([])
})

test('while it runs it says so and cannot be started again', async () => {
  stubHost(() => aPromise<Response>().promise)
  const wrapper = await openAndTest()
  expect(byRole(wrapper, 'status').text()).toBe('Testing the address…')
  expect(byRole(wrapper, 'button').attributes('aria-disabled')).toBe('true')
})

test('a host that does it right is said to, with what cannot be seen', async () => {
  stubHost(() => thePage())
  const wrapper = await openAndTest()
  expect(byRole(wrapper, 'status').text()).toBe('The address does what Bitrix24 needs, as far as a browser can see.')
  expect(byRole(wrapper, 'listitem', 'FineOn POST and GET, the host answers with this page.').exists()).toBe(true)
  expect(byRole(wrapper, 'listitem', 'https://demo.bitrix24.com').text()).toContain('show the page in a frame')
  expect(wrapper.text()).toContain('A browser cannot tell')
})

test('every fault is reported with what to do, the worst first', async () => {
  stubHost(({ method }) => method === 'POST' ? new Response('', { status: 405 }) : thePage({ 'x-frame-options': 'DENY', 'cache-control': 'max-age=60' }))
  const wrapper = await openAndTest()
  expect(byRole(wrapper, 'status').text()).toBe('Bitrix24 cannot show this address. One fault was found.')
  const [first, ...others] = allByRole(wrapper, 'listitem').map(item => item.text().replace(/[\u2068\u2069]/g, ''))
  expect(first).toMatch(/^WrongOn POST, the host answers 405.*configure the host to answer POST like GET/)
  expect(others).toEqual([
    expect.stringMatching(/^WarningBrowsers may keep the page \(Cache-Control: max-age=60\)/),
    expect.stringMatching(/^WarningThe host does not let Bitrix24 show.*X-Frame-Options: DENY/),
    expect.stringMatching(/^FineOn GET/),
  ])
})

test('several faults are counted', async () => {
  stubHost(() => thePage({ 'content-type': 'text/plain', 'content-security-policy': 'frame-ancestors \'none\'' }))
  expect(byRole(await openAndTest(), 'status').text()).toBe('Bitrix24 cannot show this address. 2 faults were found.')
})

test('a warning alone does not say that the portal fails', async () => {
  stubHost(() => thePage({ 'cache-control': 'max-age=60' }))
  expect(byRole(await openAndTest(), 'status').text()).toBe('Bitrix24 can show this address. One thing should be fixed.')
})

test('a host that cannot be reached is reported', async () => {
  stubHost(() => Promise.reject(new TypeError('Failed to fetch')))
  const wrapper = await openAndTest()
  expect(byRole(wrapper, 'listitem', 'the host does not answer').text()).toContain('Wrong')
})

test('another host is not guessed about', async () => {
  const host = stubHost(() => thePage())
  const wrapper = await openAndTest('https://elsewhere.example.com/')
  expect(byRole(wrapper, 'status').text()).toBe('It cannot be seen from here whether Bitrix24 can show this address.')
  expect(byRole(wrapper, 'listitem', 'https://elsewhere.example.com').text()).toContain('Cannot be seen')
  expect(host).not.toHaveBeenCalled()
})

test('it can be tested again, and the new findings replace the old', async () => {
  stubHost(() => new Response('', { status: 404 }))
  const wrapper = await openAndTest()
  stubHost(() => thePage())
  await byRole(wrapper, 'button', 'Test again').trigger('click')
  await settle()
  expect(wrapper.text()).not.toContain('404')
  expect(byRole(wrapper, 'status', 'does what Bitrix24 needs').exists()).toBe(true)
})

test('another address while it runs ends the test, and a late answer about the old one is not shown', async () => {
  const { promise, resolve } = aPromise<null>()
  const host = stubHost(() => promise.then(() => thePage()))
  const wrapper = await openAndTest()
  await wrapper.setProps({ address: 'https://apps.example.com/elsewhere/' })
  expect(host.mock.calls.map(([, { signal }]) => signal?.aborted)).toEqual([true, true])
  expect(byRole(wrapper, 'button', 'Test the address').attributes('aria-disabled')).toBe('false')
  resolve(null)
  await settle()
  expect(byRole(wrapper, 'status').text()).toBe('')
  expect(allByRole(wrapper, 'listitem')).toEqual([])
})

test('a late answer of an earlier run does not replace that of a later one', async () => {
  const { promise, resolve } = aPromise<null>()
  stubHost(() => promise.then(() => new Response('', { status: 500 })))
  const wrapper = await openAndTest()
  await wrapper.setProps({ address: 'https://apps.example.com/elsewhere/' })
  stubHost(() => thePage())
  await byRole(wrapper, 'button', 'Test the address').trigger('click')
  await settle()
  resolve(null)
  await settle()
  expect(byRole(wrapper, 'status').text()).toContain('does what Bitrix24 needs')
})

test('findings go when the address is another one', async () => {
  stubHost(() => thePage())
  const wrapper = await openAndTest()
  await wrapper.setProps({ address: 'https://apps.example.com/elsewhere/' })
  expect(allByRole(wrapper, 'listitem')).toEqual([])
})

test('leaving the page ends the requests', async () => {
  const host = stubHost(() => aPromise<Response>().promise)
  const wrapper = await openAndTest()
  wrapper.unmount()
  expect(host.mock.calls.map(([, { signal }]) => signal?.aborted)).toEqual([true, true])
})

test.each([
  ['POST alone', 'POST', {}, true],
  ['POST alone, and the page may be cached', 'POST', { 'cache-control': 'max-age=60' }, true],
  ['POST alone, and the page cannot be framed', 'POST', { 'x-frame-options': 'DENY' }, false],
  ['POST and GET', 'POST GET', {}, false],
])('where %s is refused, whether that is right where Bitrix24 stores the files is said', async (_what, refused, headers, isRight) => {
  stubHost(({ method }) => refused.split(' ').includes(method ?? '') ? new Response('', { status: 405 }) : thePage(headers))
  const status = byRole(await openAndTest(), 'status').text()
  expect(status).toMatch(isRight ? /unless Bitrix24 itself stores the files/ : /^Bitrix24 cannot show this address\. One fault was found/)
})
