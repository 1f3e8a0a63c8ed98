import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aCommand, APP_ORIGIN, aPortal, emptyPage } from '../rest/test-portal.ts'
import { parseMessage } from './message.ts'

test.each([
  ['getInitData:key:sid', { command: 'getInitData', params: {}, callback: 'key', sid: 'sid' }],
  ['getInitData::key:sid', { command: 'getInitData', params: {}, callback: 'key', sid: 'sid' }],
  ['setTitle:{"title":"a:b"}:key:sid', { command: 'setTitle', params: { title: 'a:b' }, callback: 'key', sid: 'sid' }],
  ['setTitle:["x"]:key:sid', { command: 'setTitle', params: {}, given: ['x'], callback: 'key', sid: 'sid' }],
  ['getInitData:null:key:sid', { command: 'getInitData', params: {}, given: null, callback: 'key', sid: 'sid' }],
  ['reloadWindow::sid', { command: 'reloadWindow', params: {}, callback: '', sid: 'sid' }],
])('%s is taken apart', (data, expected) => {
  expect(parseMessage(data)).toMatchObject(expected)
})

test('an object is a message too', () => {
  expect(parseMessage({ method: 'im:x', params: '', callback: 'key', appSid: 'sid', requestId: 'r' }))
    .toEqual({ command: 'im:x', params: {}, given: [], callback: 'key', sid: 'sid' })
})

const cycle: Record<string, unknown> = {}
cycle['self'] = cycle

test.each([null, undefined, 5, true, ['x'], 'setTitle:{broken:key:sid', { method: 'setTitle', params: cycle }])(
  '%o is no message', (data) => {
    expect(parseMessage(data)).toBeNull()
  })

test('a command whose parameters are null runs when it reads none of them, and else is lost (v6)', () => {
  const { portal } = aPortal()
  const { sid } = portal.openRaw({ viewerId: 2, language: 'en', placement: 'DEFAULT', placementOptions: {} })
  const send = (command: string) => portal.receive({ origin: APP_ORIGIN, data: `${command}:null:key:${sid}` }, emptyPage)
  expect(send('getInterface')).toMatchObject([{ kind: 'post', data: 'key:{"command":[],"event":[]}' }])
  expect(send('setScroll')).toMatchObject([{ kind: 'post', data: 'key:null' }])
  expect(send('openApplication')).toMatchObject([{ kind: 'open-application' }])
  for (const command of ['setTitle', 'resizeWindow', 'setUserOption', 'setInstall', 'setInstallFinish', 'openPath', 'selectUser', 'imOpenMessenger']) {
    expect(send(command), command).toEqual([])
  }
})

const anything = fc.oneof(
  fc.anything(),
  fc.string(),
  fc.tuple(fc.constantFrom('getInitData', 'setTitle', 'openPath', 'openApplication', 'toString', 'im:getImTextareaContent'), fc.json(), fc.string())
    .map(parts => parts.join(':')),
  fc.record({ method: fc.oneof(fc.constantFrom('getInitData', 'im:setImTextareaContent'), fc.anything()), params: fc.anything(), callback: fc.anything(),
    appSid: fc.anything(), requestId: fc.anything() }, { requiredKeys: [] }),
)

test('no message of the application\'s origin makes the portal throw', () => {
  const { portal } = aPortal()
  const { sid } = portal.openRaw({ viewerId: 1, language: 'en', placement: 'IM_SIDEBAR', placementOptions: {} })
  const withSid = anything.map(data => (typeof data === 'string' ? `${data}:key:${sid}` : { ...Object(data), appSid: sid }))
  fc.assert(fc.property(fc.oneof(anything, withSid), (data) => {
    portal.receive({ origin: APP_ORIGIN, data }, emptyPage)
  }))
})

test('no message of another origin or another session is answered', () => {
  const { portal } = aPortal()
  const { sid } = portal.openRaw({ viewerId: 1, language: 'en', placement: 'IM_SIDEBAR', placementOptions: {} })
  const foreign = fc.oneof(
    fc.string().map(name => `https://${name}.example.com`),
    fc.constantFrom('null', '', `${APP_ORIGIN}.evil.example`, 'http://app.example.com', `${APP_ORIGIN}:444`),
  ).filter(origin => origin !== APP_ORIGIN)
  const right = aCommand(sid, 'getInitData').data
  fc.assert(fc.property(foreign, origin => portal.receive({ origin, data: right }, emptyPage).length === 0))
  fc.assert(fc.property(anything, data => portal.receive({ origin: APP_ORIGIN, data }, emptyPage).length === 0))
})
