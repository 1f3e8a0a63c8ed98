import { expect, test } from 'vitest'
import { aCommand, aPortal, emptyPage, fieldsOf } from '../rest/test-portal.ts'
import { aWorld } from '../rest/test-world.ts'
import type { FrameEffect, PageState } from './exchange.ts'
import { pendingIn } from './test-frame.ts'

function aFrame(world = aWorld()) {
  const { portal } = aPortal(world)
  const { sid } = portal.openRaw({ viewerId: 2, language: 'de', placement: 'IM_SIDEBAR', placementOptions: {} })
  const send = (command: string, params?: unknown, page: PageState = emptyPage, from = sid) => portal.receive(aCommand(from, command, params), page)
  return { portal, sid, send, world }
}

function application(effects: FrameEffect[]) {
  const effect = effects.find(one => one.kind === 'open-application')
  if (!effect) throw new Error('No slider was opened')
  return effect
}

test('openApplication opens the main page with the options as text', () => {
  const { send, portal } = aFrame()
  const { opening, sliderId, look } = application(send('openApplication', { view: 'settings', id: 5, deep: { on: true }, bx24_width: 450 }))
  expect(opening).toMatchObject({ placement: 'DEFAULT', action: expect.stringMatching(/^https:\/\/app\.example\.com\/index\.html\?/), title: 'Demo app' })
  expect(fieldsOf(opening)['PLACEMENT_OPTIONS']).toBe('{"view":"settings","id":"5","deep":{"on":"true"}}')
  expect([sliderId.includes(opening.sid), look]).toEqual([true, { title: 'Demo app', width: 450, leftBoundary: null, label: null }])
  const [post] = portal.receive(aCommand(opening.sid, 'getInitData'), emptyPage)
  expect(post).toMatchObject({ kind: 'post', data: expect.stringContaining('"PLACEMENT":"DEFAULT","PLACEMENT_OPTIONS":{"view":"settings"') })
})

test('openApplication reads the slider\'s settings by type', () => {
  const params = { bx24_title: 'My title', bx24_leftBoundary: 20, bx24_label: { text: 'new', color: '#07ff0e', bgColor: 'pink' } }
  const { send } = aFrame()
  expect(application(send('openApplication', params)).look)
    .toEqual({ title: 'My title', width: null, leftBoundary: 20, label: { text: 'new', color: '#07ff0e', bgColor: '#f968b6' } })
  expect(application(send('openApplication', { bx24_title: 5, bx24_width: '450', bx24_label: 'x' })).look)
    .toEqual({ title: 'Demo app', width: null, leftBoundary: null, label: null })
  expect(application(send('openApplication', { bx24_label: { bgColor: '#123456' } })).look.label?.bgColor).toBe('')
})

test('with both `options` and `params` only `params` reach the new frame', () => {
  const { send } = aFrame()
  expect(fieldsOf(application(send('openApplication', { options: { a: 1 }, params: { b: 2 }, c: 3 })).opening)['PLACEMENT_OPTIONS']).toBe('{"b":"2"}')
  expect(fieldsOf(application(send('openApplication', { params: { b: 2 } })).opening)['PLACEMENT_OPTIONS']).toBe('{"params":{"b":"2"}}')
})

test('openApplication is answered empty when the slider closes', () => {
  const { send, portal, sid } = aFrame()
  const { pending } = application(send('openApplication', {}))
  expect(portal.complete(pending, null)).toMatchObject([{ kind: 'post', sid, data: 'key:' }])
})

test('a frame in a slider may not resize, and scrolls nothing', () => {
  const { send } = aFrame()
  const { opening } = application(send('openApplication', {}))
  expect(send('resizeWindow', { width: 1, height: 1 }, emptyPage, opening.sid)).toEqual([])
  expect(send('setScroll', { scroll: 5 }, emptyPage, opening.sid)).toMatchObject([{ kind: 'post' }])
  expect(send('setTitle', { title: 'x' }, emptyPage, opening.sid)).toHaveLength(2)
})

test('openApplication does nothing for a person who lost the application', () => {
  const { send, world } = aFrame()
  world.app.allowedPersonIds = []
  expect(send('openApplication', {})).toEqual([])
})

test.each([
  ['/crm/deal/details/5/', '/crm/deal/details/5/?from=rest_placement&from_app=local.5c8bb1b0917611.18460384'],
  ['/company/personal/user/1/tasks/task/view/7/?IFRAME=Y', '/company/personal/user/1/tasks/task/view/7/?IFRAME=Y&from=rest_placement&from_app=local.5c8bb1b0917611.18460384'],
  ['/workgroups/group/0/card/../../../../online/', '/workgroups/group/0/card/../../../../online/?from=rest_placement&from_app=local.5c8bb1b0917611.18460384'],
])('openPath opens %s', (path, url) => {
  const { send, portal } = aFrame()
  const effects = send('openPath', { path })
  expect(effects).toEqual([{ kind: 'open-path', sliderId: expect.any(String), url, pending: expect.any(String) }])
  expect(portal.complete(pendingIn(effects), null)).toMatchObject([{ kind: 'post', data: 'key:{"result":"close"}' }])
})

test.each(['/online/', '/tasks/', '/crm/deal', '/crm/quote/1/', '/CRM/deal/1/', 'https://evil.example/crm/deal/', '/company/personal/user/x/', '', 5, undefined])(
  'openPath refuses %o', (path) => {
    expect(aFrame().send('openPath', { path })).toMatchObject([{ kind: 'post', data: 'key:{"result":"error","errorCode":"PATH_NOT_AVAILABLE"}' }])
  })

test('openPath is not supported in the mobile app, whatever the path', () => {
  expect(aFrame().send('openPath', { path: '/online/' }, { ...emptyPage, isMobile: true }))
    .toMatchObject([{ kind: 'post', data: 'key:{"result":"error","errorCode":"METHOD_NOT_SUPPORTED_ON_DEVICE"}' }])
})

test('closeApplication closes the slider on top when it is the application\'s, leaves its frame alive and answers nothing', () => {
  const { send } = aFrame()
  const { opening, sliderId } = application(send('openApplication', {}))
  const page = { ...emptyPage, sliders: [{ id: 'other', sid: null }, { id: sliderId, sid: opening.sid }] }
  expect(send('closeApplication', undefined, page)).toEqual([{ kind: 'close-slider', sliderId, pending: null }])
})

test('closeApplication of a portal that destroys the frame is answered empty', () => {
  const { send, portal, sid } = aFrame()
  portal.addFault({ side: 'command', target: 'closeApplication', fault: { kind: 'destroy-frame' }, times: null })
  const { opening, sliderId } = application(send('openApplication', {}))
  const effects = send('closeApplication', undefined, { ...emptyPage, sliders: [{ id: sliderId, sid: opening.sid }] })
  expect(effects).toMatchObject([{ kind: 'close-slider', sliderId }])
  expect(portal.complete(pendingIn(effects), null)).toMatchObject([{ kind: 'post', sid, data: 'key:' }])
})

test.each([[[]], [[{ id: 'path', sid: null }]], [[{ id: 'gone', sid: 'unknown' }]]])('closeApplication with the sliders %o does and answers nothing', (sliders) => {
  expect(aFrame().send('closeApplication', undefined, { ...emptyPage, sliders })).toEqual([])
})
