import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { judgeSurroundings, originOfFrameName, readSurroundings, stopForeignMessages, type Surroundings } from './guard.ts'
import { isPortalOrigin } from './portal-origins.ts'

const SID = '9c33468728e1d2c8c97562475edfd96'
const PORTAL = 'https://demo.bitrix24.com'
const NAMED = ['http://localhost:4010']

function inPortal(changes: Partial<Surroundings> = {}): Surroundings {
  return {
    name: `demo.bitrix24.com|1|${SID}`, isFramed: true, ancestorOrigin: PORTAL, referrer: `${PORTAL}/online/`, ownOrigin: 'https://app.example', ...changes,
  }
}

test('a frame of a cloud portal is accepted', () => {
  expect(judgeSurroundings(inPortal(), [])).toEqual({ kind: 'portal', origin: PORTAL })
})

test('a portal named at build time is accepted, over http and with a port', () => {
  const surroundings = inPortal({ name: `localhost:4010|0|${SID}`, ancestorOrigin: 'http://localhost:4010', referrer: '' })
  expect(judgeSurroundings(surroundings, NAMED)).toEqual({ kind: 'portal', origin: 'http://localhost:4010' })
  expect(judgeSurroundings(surroundings, [])).toEqual({ kind: 'wrong-host', claimed: 'http://localhost:4010' })
})

test('a plain tab is outside, whatever its name says', () => {
  expect(judgeSurroundings(inPortal({ isFramed: false }), [])).toEqual({ kind: 'outside-portal' })
})

test.each(['', 'demo.bitrix24.com', 'demo.bitrix24.com|1', `demo.bitrix24.com|1|`, `|1|${SID}`, `demo.bitrix24.com|2|${SID}`, `demo.bitrix24.com|1x|${SID}`,
  `demo.bitrix24.com|1|${SID}|more`, `demo.bitrix24.com|1|a:b`, `demo.bitrix24.com|1|${'a'.repeat(200)}`])('the frame name %j is of no portal', (name) => {
  expect(judgeSurroundings(inPortal({ name }), [])).toEqual({ kind: 'outside-portal' })
})

test.each(['evil.example', 'evil-bitrix24.com', 'bitrix24.com.evil.example', 'DEMO.bitrix24.com', 'user@demo.bitrix24.com', 'demo.bitrix24.com.', 'demo.bitrix24.com/'])(
  'a frame that claims the host %s is refused, even when that is the parent', (host) => {
    const verdict = judgeSurroundings(inPortal({ name: `${host}|1|${SID}`, ancestorOrigin: `https://${host}`, referrer: `https://${host}/` }), NAMED)
    expect(verdict).toEqual({ kind: 'wrong-host', claimed: `https://${host}` })
  })

test('http is refused for a cloud portal', () => {
  expect(judgeSurroundings(inPortal({ name: `demo.bitrix24.com|0|${SID}`, ancestorOrigin: 'http://demo.bitrix24.com' }), [])).toMatchObject({ kind: 'wrong-host' })
})

test('default ports are dropped as the SDK drops them', () => {
  expect(originOfFrameName(`demo.bitrix24.com:443|1|${SID}`)).toBe(PORTAL)
  expect(originOfFrameName(`demo.bitrix24.com:80|1|${SID}`)).toBe(PORTAL)
  expect(originOfFrameName(`demo.bitrix24.com:8443|1|${SID}`)).toBe('https://demo.bitrix24.com:8443')
})

test('a name of one portal inside another portal is refused', () => {
  expect(judgeSurroundings(inPortal({ ancestorOrigin: 'https://other.bitrix24.com' }), [])).toMatchObject({ kind: 'wrong-host' })
})

test('a sandboxed parent is refused', () => {
  expect(judgeSurroundings(inPortal({ ancestorOrigin: 'null' }), [])).toMatchObject({ kind: 'wrong-host' })
})

test('without ancestorOrigins the referrer has the word', () => {
  expect(judgeSurroundings(inPortal({ ancestorOrigin: null }), [])).toMatchObject({ kind: 'portal' })
  expect(judgeSurroundings(inPortal({ ancestorOrigin: null, referrer: 'https://evil.example/demo.bitrix24.com' }), [])).toMatchObject({ kind: 'wrong-host' })
  expect(judgeSurroundings(inPortal({ ancestorOrigin: null, referrer: 'nonsense' }), [])).toMatchObject({ kind: 'wrong-host' })
})

test('a silent browser and a reload of our own leave the claim standing', () => {
  expect(judgeSurroundings(inPortal({ ancestorOrigin: null, referrer: '' }), [])).toMatchObject({ kind: 'portal' })
  expect(judgeSurroundings(inPortal({ ancestorOrigin: null, referrer: 'https://app.example/index.html' }), [])).toMatchObject({ kind: 'portal' })
})

test('no surroundings throw, and none outside the list is accepted', () => {
  const host = fc.oneof(
    fc.string({ unit: 'binary' }), fc.domain(),
    fc.array(fc.constantFrom('demo', 'bitrix24', '.', '-', 'com', 'br', 'evil', '@', ':', '443', '/', '\\', '|', '1', 'DEMO', '%2e', '\n', 'і')).map(parts => parts.join('')),
  )
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(host, fc.constantFrom('0', '1', ''), fc.constantFrom(SID, '', 'x')).map(parts => parts.join('|')))
  const address = fc.oneof(fc.constant(''), fc.webUrl(), fc.string({ unit: 'binary' }), host.map(part => `https://${part}`))
  fc.assert(fc.property(name, fc.option(address), address, fc.boolean(), (name, ancestorOrigin, referrer, isFramed) => {
    const verdict = judgeSurroundings({ name, ancestorOrigin, referrer, isFramed, ownOrigin: 'https://app.example' }, NAMED)
    if (verdict.kind === 'portal') {
      expect(isFramed).toBe(true)
      expect(isPortalOrigin(verdict.origin, NAMED)).toBe(true)
      expect(new URL(verdict.origin).origin).toBe(verdict.origin)
      if (ancestorOrigin !== null) expect(ancestorOrigin).toBe(verdict.origin)
    }
  }), { numRuns: 1_000 })
})

test('the window is read as it is: this one is a plain tab', () => {
  expect(readSurroundings(window)).toMatchObject({ isFramed: false, ownOrigin: window.location.origin })
})

function hear(message: MessageEventInit): boolean {
  const release = stopForeignMessages(window, PORTAL)
  const listener = vi.fn()
  window.addEventListener('message', listener)
  window.dispatchEvent(new MessageEvent('message', message))
  window.removeEventListener('message', listener)
  release()
  return listener.mock.calls.length > 0
}

test('only text from the parent window and of the portal\'s origin reaches later listeners', () => {
  const answer = { source: window.parent, origin: PORTAL, data: 'key:{}' }
  expect(hear(answer)).toBe(true)
  expect(hear({ ...answer, origin: 'https://evil.example' })).toBe(false)
  expect(hear({ ...answer, source: null })).toBe(false)
  expect(hear({ ...answer, data: { method: 'x' } })).toBe(false)
})

test('a message is stopped even for a listener that subscribed earlier', () => {
  const earlier = vi.fn()
  window.addEventListener('message', earlier)
  expect(hear({ source: window.parent, origin: 'https://evil.example', data: 'key:{}' })).toBe(false)
  window.removeEventListener('message', earlier)
  expect(earlier).not.toHaveBeenCalled()
})

test('after release messages flow again', () => {
  stopForeignMessages(window, PORTAL)()
  const listener = vi.fn()
  window.addEventListener('message', listener)
  window.dispatchEvent(new MessageEvent('message', { origin: 'https://elsewhere.example', data: 'x' }))
  window.removeEventListener('message', listener)
  expect(listener).toHaveBeenCalledOnce()
})
