import { expect, test } from 'vitest'
import type { FaultKind } from '../faults.ts'
import { aCommand, APP_ORIGIN, aPortal, emptyPage } from '../rest/test-portal.ts'
import { aWorld, TEST_NOW } from '../rest/test-world.ts'
import { aFrame, pendingIn } from './test-frame.ts'

test.each(['fly', 'toString', 'constructor', 'events', '__proto__', ''])('the unknown command %s is dropped in silence', (command) => {
  const { send, portal } = aFrame()
  expect(send(command)).toEqual([])
  expect(portal.log.at(-1)).toEqual({ kind: 'dropped', at: TEST_NOW, origin: APP_ORIGIN, why: 'unknown-command' })
})

test('a message is dropped for a foreign origin, a wrong session or a wrong shape', () => {
  const { portal, sid } = aFrame()
  const event = aCommand(sid, 'getInitData')
  portal.receive({ ...event, origin: 'https://evil.example' }, emptyPage)
  portal.receive({ ...event, origin: 'https://demo.bitrix24.com' }, emptyPage)
  portal.receive(aCommand('0'.repeat(32), 'getInitData'), emptyPage)
  portal.receive({ ...event, data: 5 }, emptyPage)
  expect(portal.log.flatMap(entry => (entry.kind === 'dropped' ? [entry.why] : []))).toEqual(['origin', 'origin', 'sid', 'shape'])
})

test('a default port in the handler\'s address does not lock the frame out', () => {
  const { portal } = aPortal(aWorld({ app: { mainUrl: 'https://app.example.com:443/' } }))
  const { sid } = portal.openRaw({ viewerId: 1, language: 'en', placement: 'DEFAULT', placementOptions: {} })
  expect(portal.receive(aCommand(sid, 'getInterface'), emptyPage)).toMatchObject([{ kind: 'post', origin: 'https://app.example.com:443' }])
})

test('a port of its own is part of the origin', () => {
  const { portal } = aPortal(aWorld({ app: { mainUrl: 'http://app.example.com:8080/' } }))
  const { sid } = portal.openRaw({ viewerId: 1, language: 'en', placement: 'DEFAULT', placementOptions: {} })
  const { data } = aCommand(sid, 'getInterface')
  expect(portal.receive({ origin: 'http://app.example.com:8080', data }, emptyPage)).toHaveLength(1)
  expect(portal.receive({ origin: 'http://app.example.com', data }, emptyPage)).toEqual([])
})

test('the object form is understood as well', () => {
  const { portal, sid } = aFrame()
  const data = { method: 'getInterface', params: '', callback: 'key', appSid: sid }
  expect(portal.receive({ origin: APP_ORIGIN, data }, emptyPage)).toMatchObject([{ kind: 'post', data: 'key:{"command":[],"event":[]}' }])
})

test('without a key nothing is answered', () => {
  const { portal, sid } = aFrame()
  expect(portal.receive({ origin: APP_ORIGIN, data: `getInterface::${sid}` }, emptyPage)).toEqual([])
})

test('a closed frame is neither heard nor answered', () => {
  const { portal, sid, send } = aFrame()
  const pending = pendingIn(send('resizeWindow', { width: 300, height: 200 }))
  portal.closeFrame(sid)
  expect(portal.complete(pending, { width: 1, height: 1 })).toEqual([])
  expect(send('getInterface')).toEqual([])
})

test('a handle is good for one answer', () => {
  const { portal, send } = aFrame()
  const pending = pendingIn(send('selectUser', { mult: false }))
  expect(portal.complete(pending, { id: 1 })).toHaveLength(1)
  expect(portal.complete(pending, { id: 1 })).toEqual([])
  expect(portal.complete('unknown', {})).toEqual([])
})

test('the log says when a command was answered by the page', () => {
  const { portal, send } = aFrame()
  const pending = pendingIn(send('selectUser', { mult: false }))
  expect(portal.log.at(-1)).toMatchObject({ command: 'selectUser', params: { mult: false }, isAnswered: false })
  portal.complete(pending, { id: 1 })
  expect(portal.log.at(-1)).toMatchObject({ command: 'selectUser', isAnswered: true })
})

test.each<[FaultKind, unknown]>([
  [{ kind: 'silence' }, undefined], [{ kind: 'cut' }, undefined],
  [{ kind: 'empty' }, { data: 'key:' }], [{ kind: 'broken-json' }, { data: 'key:{"command":[]' }],
  [{ kind: 'latency', ms: 700 }, { delayMs: 700 }], [{ kind: 'expired-token' }, { delayMs: 0, data: 'key:{"command":[],"event":[]}' }],
])('the fault %o changes an answer once', (fault, expected) => {
  const { portal, send } = aFrame()
  portal.addFault({ side: 'command', target: 'getInterface', fault, times: 1 })
  expect(send('getInterface')).toMatchObject(expected === undefined ? [] : [expected])
  expect(send('getInterface')).toMatchObject([{ delayMs: 0, data: 'key:{"command":[],"event":[]}' }])
})

test('a parent can be made to answer nothing at all', () => {
  const { portal, send } = aFrame()
  portal.addFault({ side: 'command', target: '*', fault: { kind: 'silence' }, times: null })
  expect([send('getInitData'), send('getInterface')]).toEqual([[], []])
  expect(send('imOpenMessenger', { dialogId: '1' })).toHaveLength(1)
})
