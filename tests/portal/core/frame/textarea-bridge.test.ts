import { expect, test } from 'vitest'
import { APP_ORIGIN, aPortal, emptyPage } from '../rest/test-portal.ts'
import type { PageState } from './exchange.ts'

function aFrame() {
  const { portal } = aPortal()
  const { sid } = portal.openRaw({ viewerId: 2, language: 'de', placement: 'IM_SIDEBAR', placementOptions: { dialogId: 'chat10' } })
  const send = (method: string, changes: Record<string, unknown> = {}, page: Partial<PageState> = {}) =>
    portal.receive({ origin: APP_ORIGIN, data: { method, params: '', callback: 'key', appSid: sid, requestId: 'r1', ...changes } }, { ...emptyPage, ...page })
  return { portal, sid, send }
}

test('the text of the chat that is open now is read', () => {
  const { send, sid } = aFrame()
  expect(send('im:getImTextareaContent', {}, { openDialogId: '1', textarea: 'draft' }))
    .toEqual([{ kind: 'post', sid, origin: APP_ORIGIN, data: 'key:{"requestId":"r1","text":"draft"}', delayMs: 0 }])
})

test.each([
  ['draft', { text: 'new' }, 'draftnew'],
  ['draft', { text: 'new', withNewLine: true }, 'draft\nnew'],
  ['draft', { text: 'new', replace: true, withNewLine: true }, 'new'],
  ['', { text: 'new', withNewLine: true }, 'new'],
  ['draft', {}, 'draft'],
  ['draft', '', 'draft'],
])('into %o the parameters %o write %o', (textarea, params, text) => {
  const { send } = aFrame()
  expect(send('im:setImTextareaContent', { params }, { openDialogId: '1', textarea })).toMatchObject([
    { kind: 'set-textarea', dialogId: '1', text },
    { kind: 'post', data: 'key:{"requestId":"r1","success":true}' },
  ])
})

test.each(['im:getImTextareaContent', 'im:setImTextareaContent'])('%s fails with an answer when no chat or no field is there', (method) => {
  const { send } = aFrame()
  for (const page of [{ openDialogId: null, textarea: 'x' }, { openDialogId: '1', textarea: null }]) {
    expect(send(method, {}, page)).toMatchObject([{ kind: 'post', data: expect.stringMatching(/^key:\{"requestId":"r1","message":".+"\}$/) }])
  }
})

test.each([{ requestId: '' }, { requestId: 5 }, { requestId: undefined }, { params: null }, { params: 5 }])('a message with %o is not for the bridge', (changes) => {
  const { send, portal } = aFrame()
  expect(send('im:getImTextareaContent', changes)).toEqual([])
  expect(portal.log.at(-1)).toMatchObject({ kind: 'dropped', why: 'unknown-command' })
})

test('the string form is not for the bridge', () => {
  const { portal, sid } = aFrame()
  expect(portal.receive({ origin: APP_ORIGIN, data: `im:getImTextareaContent:{"requestId":"r1"}:key:${sid}` }, emptyPage)).toEqual([])
})

test('another method that begins alike is unknown', () => {
  expect(aFrame().send('im:sendMessage')).toEqual([])
})

test('a foreign origin gets no text', () => {
  const { portal, sid } = aFrame()
  const data = { method: 'im:getImTextareaContent', params: '', callback: 'key', appSid: sid, requestId: 'r1' }
  expect(portal.receive({ origin: 'https://evil.example', data }, { ...emptyPage, textarea: 'secret' })).toEqual([])
})

test('the bridge can be made silent by the name of its method', () => {
  const { portal, send } = aFrame()
  portal.addFault({ side: 'command', target: 'im:getImTextareaContent', fault: { kind: 'silence' }, times: 1 })
  expect(send('im:getImTextareaContent')).toEqual([])
  expect(send('im:getImTextareaContent')).toHaveLength(1)
})
