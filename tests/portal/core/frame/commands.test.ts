import { expect, test } from 'vitest'
import { aCommand, APP_ORIGIN, aPortal, asAnswer, emptyPage, fieldsOf } from '../rest/test-portal.ts'
import { aWorld, TEST_NOW } from '../rest/test-world.ts'
import type { World } from '../world/model.ts'
import type { FrameEffect } from './exchange.ts'
import { aFrame, answerIn, pendingIn } from './test-frame.ts'

test('an answer goes to the frame that asked, at its origin, under its key', () => {
  const { send, sid } = aFrame()
  expect(send('getInterface')).toEqual([{ kind: 'post', sid, origin: APP_ORIGIN, data: 'key:{"command":[],"event":[]}', delayMs: 0 }])
})

test('getInitData says where, who and with what', () => {
  const { send, opening } = aFrame({ viewerId: 1, world: aWorld({ app: { options: { n: 1, on: true } } }) })
  expect(answerIn(send('getInitData'))).toEqual({
    LANG: 'de', DOMAIN: 'demo.bitrix24.com', PROTOCOL: 1, PATH: '/rest', AUTH_ID: fieldsOf(opening)['AUTH_ID'], AUTH_EXPIRES: '3600',
    REFRESH_ID: fieldsOf(opening)['REFRESH_ID'], MEMBER_ID: 'da45a03b265ed12127f8a258d793cc5d', FIRST_RUN: true, IS_ADMIN: true, INSTALL: false,
    USER_OPTIONS: [], APP_OPTIONS: { n: '1', on: true }, PLACEMENT: 'IM_SIDEBAR', PLACEMENT_OPTIONS: { dialogId: 'chat10' },
  })
})

test.each([['text'], [5], [null], [[1]], [{ a: { b: 1 } }]])('raw options %o arrive as they are', (placementOptions) => {
  expect(answerIn(aFrame({ placementOptions }).send('getInitData'))).toMatchObject({ PLACEMENT_OPTIONS: placementOptions })
})

test('the first run is over once it was reported, and for good once it was set', () => {
  const { send, portal } = aFrame()
  expect([send('getInitData'), send('getInitData')].map(answerIn)).toMatchObject([{ FIRST_RUN: true }, { FIRST_RUN: false }])
  const open = (viewerId: number) => {
    const { sid } = portal.openRaw({ viewerId, language: 'de', placement: 'DEFAULT', placementOptions: {} })
    return answerIn(portal.receive(aCommand(sid, 'getInitData'), emptyPage))
  }
  expect(open(2)).toMatchObject({ FIRST_RUN: true })
  expect(answerIn(send('setInstall', { install: true }))).toEqual({ install: true })
  expect(open(2)).toMatchObject({ FIRST_RUN: false })
  expect(open(1)).toMatchObject({ FIRST_RUN: true })
})

test('refreshAuth brings a token that works when the old one does not', () => {
  const { send, portal, opening } = aFrame()
  portal.expireTokens()
  const answer = answerIn(send('refreshAuth', {}))
  expect(answer).toEqual({ AUTH_ID: expect.any(String), AUTH_EXPIRES: '3600', REFRESH_ID: expect.any(String) })
  const { AUTH_ID: token } = Object(answer)
  const reply = portal.rest({ method: 'GET', path: '/rest/app.info', query: `auth=${token}`, headers: {}, body: '', ip: '' })
  expect(asAnswer(reply).status).toBe(200)
  expect(fieldsOf(opening)['AUTH_ID']).not.toBe(token)
})

test('refreshAuth after the session ended alerts and never answers', () => {
  const { send, portal } = aFrame()
  portal.endSessions()
  expect(send('refreshAuth')).toEqual([{ kind: 'alert', text: 'Unable to get new token! Reload page, please!' }])
})

test.each([
  [{ width: 300, height: 200 }, { width: 300, height: 200 }],
  [{ width: '100%', height: 200 }, { width: '100%', height: 200 }],
  [{ width: '250px', height: '90px' }, { width: 250, height: 90 }],
  [{ width: 'wide', height: 'high' }, { width: 100, height: null }],
  [{ width: -5, height: 0 }, { width: null, height: null }],
])('resizeWindow %o sets %o and answers what was measured', (params, size) => {
  const { send, sid, portal } = aFrame()
  const effects = send('resizeWindow', params)
  expect(effects).toEqual([{ kind: 'resize', sid, ...size, pending: expect.any(String) }])
  expect(answerIn(portal.complete(pendingIn(effects), { width: 320, height: 190 }))).toEqual({ width: 320, height: 190 })
})

test('setTitle works on the main page and is silently denied elsewhere', () => {
  const main = aFrame({ placement: 'DEFAULT' })
  expect(main.send('setTitle', { title: 'Hello: you' })).toMatchObject([{ kind: 'set-title', sid: main.sid, title: 'Hello: you' }, { kind: 'post' }])
  const sidebar = aFrame()
  expect(sidebar.send('setTitle', { title: 'Hello' })).toEqual([])
  expect(sidebar.portal.log).toContainEqual({ kind: 'dropped', at: TEST_NOW, origin: APP_ORIGIN, why: 'denied-command' })
})

test('setScroll scrolls and echoes, a negative place only echoes', () => {
  const { send, sid } = aFrame()
  expect(send('setScroll', { scroll: 40 })).toMatchObject([{ kind: 'scroll', sid, scroll: 40 }, { kind: 'post', data: 'key:{"scroll":40}' }])
  expect(send('setScroll', { scroll: -1 })).toMatchObject([{ kind: 'post' }])
})

test.each(['setScroll', 'setUserOption', 'setInstall'])('%s without parameters answers with an empty list, as the portal writes none (v6)', (command) => {
  expect(answerIn(aFrame().send(command))).toEqual([])
})

test('showAppForm opens the page of the application\'s settings and is never answered, also when it closes (v6)', () => {
  const effects = aFrame().send('showAppForm', { config: 'x' })
  expect(effects).toEqual([{ kind: 'open-path', sliderId: expect.any(String), url: '/marketplace/app/settings/', pending: null }])
})

test('reloadWindow reloads and never answers', () => {
  expect(aFrame().send('reloadWindow')).toEqual([{ kind: 'reload-page' }])
})

test.each<[value: unknown, kept: unknown, reopened: unknown]>([
  [5, 5, '5'], ['x', 'x', 'x'], [true, true, true], [false, false, false], [[1, 2], '1,2', '1,2'], [[], '', ''], [{}, [], []], [null, null, ''],
  [{ a: [1], b: {} }, { a: [1], b: [] }, { a: ['1'], b: [] }],
])('a person\'s option %j is echoed, kept as %j, and is %j in the next frame (v5)', (value, kept, reopened) => {
  const { send, world, portal } = aFrame()
  expect(answerIn(send('setUserOption', { name: 'n', value }))).toEqual({ name: 'n', value })
  expect(world.app.userOptions.get(2)).toEqual({ n: kept })
  const { sid } = portal.openRaw({ viewerId: 2, language: 'de', placement: 'DEFAULT', placementOptions: {} })
  expect(answerIn(portal.receive(aCommand(sid, 'getInitData'), emptyPage))).toMatchObject({ USER_OPTIONS: { n: reopened } })
})

test('a person\'s option without a value is not kept', () => {
  const { send, world } = aFrame()
  send('setUserOption', { name: 'n' })
  expect(world.app.userOptions.get(2)).toBeUndefined()
})

test('an option of the application is stored by an administrator and answered with all of them', () => {
  const { send, world } = aFrame({ viewerId: 1, world: aWorld({ app: { options: { a: 'x' } } }) })
  expect(answerIn(send('setAppOption', { name: 'b', value: true }))).toEqual({ a: 'x', b: 'true' })
  expect(world.app.options).toEqual({ a: 'x', b: 'true' })
})

test('an option of the application without a value is null', () => {
  const { send, world } = aFrame({ viewerId: 1 })
  expect(answerIn(send('setAppOption', { name: 'b', value: null }))).toEqual({ b: null })
  expect(world.app.options).toEqual({ b: null })
})

test.each([[true, false], ['0', false], [{}, false], [0, true], ['', true], [undefined, true]])('setInstall %j is decided by a script: the next run is a first one, %s', (install, isFirstRun) => {
  const { send, portal } = aFrame()
  send('setInstall', { install })
  const { sid } = portal.openRaw({ viewerId: 2, language: 'de', placement: 'DEFAULT', placementOptions: {} })
  expect(answerIn(portal.receive(aCommand(sid, 'getInitData'), emptyPage))).toMatchObject({ FIRST_RUN: isFirstRun })
})

test('an option of the application from anybody else is neither stored nor answered', () => {
  const { send, world, portal } = aFrame()
  expect(send('setAppOption', { name: 'b', value: 1 })).toEqual([])
  expect(world.app.options).toEqual({})
  expect(portal.log).toContainEqual(expect.objectContaining({ kind: 'command', command: 'setAppOption', isAnswered: false }))
})

const notInstalled = (): World => aWorld({ app: { isInstalled: false } })

test('an administrator finishes the installation and is never answered', () => {
  const { portal, world } = aPortalWith(notInstalled())
  const opening = portal.openMainPage({ viewerId: 1, language: 'en', query: {} })
  if ('refused' in opening) throw new Error(opening.text)
  expect(answerIn(portal.receive(aCommand(opening.sid, 'getInitData'), emptyPage))).toMatchObject({ INSTALL: true })
  expect(portal.receive(aCommand(opening.sid, 'setInstallFinish'), emptyPage)).toEqual([{ kind: 'installed', sid: opening.sid, isFinished: true }])
  expect(world.app.isInstalled).toBe(true)
})

function aPortalWith(world: World) {
  return { ...aPortal(world), world }
}

test('anybody else finishes nothing', () => {
  const { send, sid, world } = aFrame({ world: notInstalled() })
  expect(send('setInstallFinish')).toEqual([{ kind: 'installed', sid, isFinished: false }])
  expect(world.app.isInstalled).toBe(false)
})

test('an administrator can take the installation back', () => {
  const { send, world } = aFrame({ viewerId: 1 })
  expect(send('setInstallFinish', { value: false })).toMatchObject([{ isFinished: false }])
  expect(world.app.isInstalled).toBe(false)
})

test.each([
  ['selectUser', { mult: false }, 'user'], ['selectUser', { mult: true }, 'users'], ['selectUser', { mult: 1 }, 'users'], ['selectUser', {}, 'user'],
  ['selectAccess', { value: ['U1'] }, 'access'], ['selectCRM', { entityType: ['deal'] }, 'crm'],
])('%s %o opens the dialog for %s and answers the selection', (command, params, what) => {
  const { send, portal } = aFrame()
  const effects = send(command, params)
  expect(effects).toEqual([{ kind: 'select', what, params, pending: expect.any(String) }])
  expect(answerIn(portal.complete(pendingIn(effects), [{ id: 1, name: 'Ada' }]))).toEqual([{ id: 1, name: 'Ada' }])
})

test.each<[string, unknown, FrameEffect]>([
  ['imCallTo', { userId: 5, video: true }, { kind: 'call', personId: 5, isVideo: true }],
  ['imCallTo', { userId: '5' }, { kind: 'call', personId: 5, isVideo: false }],
  ['imPhoneTo', { phone: '+49 30', params: {} }, { kind: 'phone', number: '+49 30' }],
  ['imOpenMessenger', { dialogId: 'chat10', messageId: 4 }, { kind: 'open-messenger', dialogId: 'chat10' }],
  ['imOpenHistory', { dialogId: 'imol|5' }, { kind: 'open-history', dialogId: 'imol|5' }],
])('%s %o is passed on and never answered', (command, params, effect) => {
  expect(aFrame().send(command, params)).toEqual([effect])
})

test('an event that nobody knows is never answered, and the main page does not even know the command', () => {
  const sidebar = aFrame()
  expect(sidebar.send('placementBindEvent', { event: 'onAnything' })).toEqual([])
  expect(sidebar.portal.log.at(-1)).toMatchObject({ kind: 'command', command: 'placementBindEvent', isAnswered: false })
  const main = aFrame({ placement: 'DEFAULT' })
  main.send('placementBindEvent', { event: 'onAnything' })
  expect(main.portal.log.at(-1)).toMatchObject({ kind: 'dropped', why: 'unknown-command' })
})
