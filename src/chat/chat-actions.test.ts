import { createPinia } from 'pinia'
import { expect, test } from 'vitest'
import { createApp, nextTick } from 'vue'
import { aPortal, aPromise } from '../../tests/support/a-portal.ts'
import { aDialog, openingAnswers } from '../../tests/support/answers.ts'
import { PortalError, portalKey } from '../bitrix24/index.ts'
import { useChatActions } from './chat-actions.ts'
import { useChatStore } from './chat-store.ts'
import { parseDialogId } from './dialog-id.ts'
import { useLeftChat } from './left-chat.ts'
import type { ChatOverview } from './overview.ts'

const RESTRICTIONS = { user_list: true, mute: true, leave: true, leave_owner: true }

/** A chat that was read, with four unread messages for person 2; afterwards the portal answers as `after` says. */
async function aChat(after: Record<string, unknown>, dialogText = 'chat7') {
  const unread = aDialog({ counter: 4, restrictions: RESTRICTIONS, mute_list: [] })
  const portal = aPortal({ answers: openingAnswers({ 'im.dialog.get': unread }) })
  const app = createApp({ render: () => null })
  app.provide(portalKey, portal)
  const pinia = createPinia()
  app.use(pinia)
  const { store, actions, left } = app.runWithContext(() => ({ store: useChatStore(pinia), actions: useChatActions(pinia), left: useLeftChat(pinia) }))
  const dialogId = parseDialogId(dialogText)
  if (dialogId) await store.load(dialogId)
  const overview = shown(store.chat)
  portal.sent.length = 0
  for (const [method, answer] of Object.entries(after)) portal.answer(method, answer)
  return { portal, store, actions, left, overview, sent: () => portal.sent.filter(({ method }) => /mute|read|leave/.test(method)) }
}

function shown(chat: ReturnType<typeof useChatStore>['chat']): ChatOverview {
  if (chat.state !== 'ready') throw new Error(`the chat is ${chat.state}`)
  return chat.overview
}

function dialogNow(fields: Record<string, unknown>) {
  return { 'im.dialog.get': aDialog({ counter: 4, restrictions: RESTRICTIONS, ...fields }) }
}

test('muting is sent once, by the chat’s number, and done when the chat read again shows it', async () => {
  const { actions, overview, sent, store } = await aChat({ 'im.chat.mute': true, ...dialogNow({ mute_list: [2] }) })
  await actions.act('mute', overview)
  expect(sent()).toEqual([{ method: 'im.chat.mute', params: { CHAT_ID: 7, MUTE: 'Y' } }])
  expect(actions.progress).toEqual({ state: 'done', action: 'mute' })
  expect(shown(store.chat).isMuted).toBe(true)
})

test('notifications come back by the same method', async () => {
  const { actions, overview, sent } = await aChat({ 'im.chat.mute': true, ...dialogNow({ mute_list: [] }) })
  await actions.act('unmute', overview)
  expect(sent()).toEqual([{ method: 'im.chat.mute', params: { CHAT_ID: 7, MUTE: 'N' } }])
  expect(actions.progress).toEqual({ state: 'done', action: 'unmute' })
})

test('marked as read is what the viewer was shown, though more has come since', async () => {
  const answer = { dialogId: 'chat7', chatId: 7, lastId: 500, counter: 1 }
  const { actions, overview, sent } = await aChat({ 'im.dialog.read': answer, ...dialogNow({ counter: 1, last_message_id: 501 }) })
  await actions.act('read', overview)
  expect(sent()).toEqual([{ method: 'im.dialog.read', params: { DIALOG_ID: 'chat7', MESSAGE_ID: 500 } }])
  expect(actions.progress).toEqual({ state: 'done', action: 'read' })
})

test('nothing is changed on the screen before the portal has answered', async () => {
  const answer = aPromise<unknown>()
  const { actions, overview, store } = await aChat({ 'im.chat.mute': () => answer.promise })
  const done = actions.act('mute', overview)
  expect(actions.progress).toEqual({ state: 'running', action: 'mute' })
  expect(shown(store.chat).isMuted).toBe(false)
  answer.resolve(true)
  await done
})

test('while one action runs another is not sent', async () => {
  const answer = aPromise<unknown>()
  const { actions, overview, sent } = await aChat({ 'im.chat.mute': () => answer.promise, 'im.chat.leave': true })
  const done = actions.act('mute', overview)
  await actions.act('leave', overview)
  answer.resolve(true)
  await done
  expect(sent().map(({ method }) => method)).toEqual(['im.chat.mute'])
})

test('a yes that the chat does not show is not called done', async () => {
  const { actions, overview } = await aChat({ 'im.chat.mute': true, ...dialogNow({ mute_list: [] }) })
  await actions.act('mute', overview)
  expect(actions.progress).toEqual({ state: 'unseen', action: 'mute' })
})

test('what is accepted and shown later is done then, and what the chat no longer shows is not said', async () => {
  const { actions, overview, store } = await aChat({ 'im.chat.mute': true, 'im.dialog.read': { chatId: 7, lastId: 500 } })
  const beat = (parts: Partial<ChatOverview>) => {
    store.renew(parts, store.known(), 0)
    return nextTick()
  }
  await actions.act('mute', overview)
  expect(actions.progress).toEqual({ state: 'unseen', action: 'mute' })
  await beat({ isMuted: true })
  expect(actions.progress).toEqual({ state: 'done', action: 'mute' })
  await beat({ isMuted: false })
  expect(actions.progress).toEqual({ state: 'idle' })
  await actions.act('read', overview)
  await beat({ unreadCount: 1 })
  expect(actions.progress).toEqual({ state: 'done', action: 'read' })
  await beat({ unreadCount: 2 })
  expect(actions.progress).toEqual({ state: 'idle' })
})

test('a yes after which nothing could be read is not called done', async () => {
  const { actions, overview } = await aChat({ 'im.chat.mute': true, 'im.dialog.get': new PortalError('timeout') })
  await actions.act('mute', overview)
  expect(actions.progress).toEqual({ state: 'unseen', action: 'mute' })
})

test('a refusal keeps the portal’s words, and is neither repeated nor followed by anything', async () => {
  const error = new PortalError('no-access', { method: 'im.chat.mute', code: 'ACCESS_ERROR', description: 'This chat cannot be muted' })
  const { actions, overview, portal } = await aChat({ 'im.chat.mute': error })
  await actions.act('mute', overview)
  expect(actions.progress).toEqual({ state: 'failed', action: 'mute', error })
  expect(portal.sent).toHaveLength(1)
})

test.each([['mute', 'im.chat.mute'], ['read', 'im.dialog.read'], ['leave', 'im.chat.leave']] as const)('false is a refusal to %s', async (action, method) => {
  const { actions, overview, left } = await aChat({ [method]: false })
  await actions.act(action, overview)
  expect(actions.progress).toMatchObject({ state: 'failed', error: { kind: 'no-access', method } })
  expect(left.hasLeft).toBe(false)
})

test.each([null, {}, [], 'true', 1])('%j is no success', async (answer) => {
  const { actions, overview } = await aChat({ 'im.chat.mute': answer, ...dialogNow({ mute_list: [] }) })
  await actions.act('mute', overview)
  expect(actions.progress).toMatchObject({ state: 'failed', error: { kind: 'bad-answer' } })
})

test('an answer that was lost is looked for in the chat', async () => {
  const { actions, overview, sent } = await aChat({ 'im.chat.mute': new PortalError('timeout'), ...dialogNow({ mute_list: { 2: true } }) })
  await actions.act('mute', overview)
  expect(sent()).toHaveLength(1)
  expect(actions.progress).toEqual({ state: 'done', action: 'mute' })
})

test('after leaving nothing more is asked', async () => {
  const { actions, overview, portal, left } = await aChat({ 'im.chat.leave': true })
  await actions.act('leave', overview)
  expect(portal.sent).toEqual([{ method: 'im.chat.leave', params: { CHAT_ID: 7 } }])
  expect(left.hasLeft).toBe(true)
})

test('whoever left although the answer was lost has left', async () => {
  const { actions, overview, left } = await aChat({ 'im.chat.leave': new PortalError('timeout'), 'im.dialog.get': new PortalError('no-access') })
  await actions.act('leave', overview)
  expect(left.hasLeft).toBe(true)
})

test('whoever is still in the chat has not left', async () => {
  const { actions, overview, left } = await aChat({ 'im.chat.leave': new PortalError('timeout') })
  await actions.act('leave', overview)
  expect(actions.progress).toMatchObject({ state: 'failed', action: 'leave', error: { kind: 'timeout' } })
  expect(left.hasLeft).toBe(false)
})

const allowed = [
  ['member', {}, { mute: true, leave: true }],
  ['member', { mute: false, leave: false }, { mute: false, leave: false }],
  ['owner', {}, { mute: true, leave: true }],
  ['owner', { leave_owner: false }, { mute: true, leave: false }],
  ['manager', { leave_owner: false }, { mute: true, leave: true }],
  ['guest', {}, { mute: false, leave: false }],
] as const

test.each(allowed)('a %s of a chat with restrictions %j may %j', async (role, restrictions, allows) => {
  const { store, overview } = await aChat(dialogNow({ role, restrictions: { ...RESTRICTIONS, ...restrictions } }))
  await store.load(overview.dialogId)
  expect(shown(store.chat).allows).toEqual(allows)
})

test('what the portal does not allow in words is not offered', async () => {
  const { store, overview } = await aChat({ 'im.dialog.get': aDialog({ restrictions: undefined }) })
  await store.load(overview.dialogId)
  expect(shown(store.chat).allows).toEqual({ mute: false, leave: false })
})

test.each([
  ['of an open line is muted by nobody', { entity_type: 'LINES' }, { mute: false, leave: true }],
  ['of a task is left by nobody', { entity_type: 'TASKS_TASK', type: 'tasksTask', message_type: 'X' }, { mute: true, leave: false }],
  ['of CoPilot is not left by its owner', { type: 'copilot', message_type: 'A', role: 'owner' }, { mute: true, leave: false }],
  ['of CoPilot is left by others', { type: 'copilot', message_type: 'A', role: 'member' }, { mute: true, leave: true }],
])('a chat %s, whatever the portal says', async (_what, fields, allows) => {
  const { store, overview } = await aChat(dialogNow({ ...fields, restrictions: RESTRICTIONS }))
  await store.load(overview.dialogId)
  expect(shown(store.chat).allows).toEqual(allows)
})

test('nobody leaves a private conversation', async () => {
  const { overview } = await aChat({}, '1')
  expect(overview.allows).toEqual({ mute: true, leave: false })
})
