import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp, effectScope, type EffectScope } from 'vue'
import { aPortal, type Answer, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { aDialog, aUser, openingAnswers } from '../../../tests/support/answers.ts'
import { PortalError, portalKey } from '../../bitrix24/index.ts'
import { useChatStore } from '../chat-store.ts'
import { parseDialogId } from '../dialog-id.ts'
import { workOfBeat } from './beat.ts'
import { type News, useLive } from './live-store.ts'

const SECOND = 1_000
const DIALOG = 'im.dialog.get'
const MESSAGES = 'im.dialog.messages.get'

const all: Record<string, unknown>[] = []

function row(id: number, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { id, chat_id: 7, author_id: 1, date: '2026-03-10T12:00:00+00:00', text: `Message ${id}`, params: [], ...fields }
}

/** What the portal says for its cursors. */
function messages({ FIRST_ID, LAST_ID, LIMIT = 20 }: { FIRST_ID?: number, LAST_ID?: number, LIMIT?: number }): unknown {
  const found = all.filter(({ id }) => (FIRST_ID === undefined || Number(id) > FIRST_ID) && (LAST_ID === undefined || Number(id) < LAST_ID))
  return { chat_id: 7, messages: FIRST_ID === undefined ? found.slice(-LIMIT).reverse() : found.slice(0, LIMIT), users: [aUser()], files: [] }
}

interface Followed {
  portal: ScriptedPortal
  store: ReturnType<typeof useChatStore>
  live: ReturnType<typeof useLive>
  news: News[]
}

const scopes: EffectScope[] = []

async function aFollowedChat(answers: Record<string, Answer> = {}): Promise<Followed> {
  const dialog = (): unknown => aDialog({ last_message_id: all.at(-1)?.['id'] ?? 0, message_count: all.length })
  const portal = aPortal({ answers: { ...openingAnswers(), [DIALOG]: dialog, [MESSAGES]: messages, ...answers } })
  const app = createApp({ render: () => null })
  app.provide(portalKey, portal)
  const pinia = createPinia()
  app.use(pinia)
  const scope = effectScope()
  scopes.push(scope)
  const dialogId = parseDialogId('chat7') ?? expect.fail('no dialog id')
  const stores = app.runWithContext(() => scope.run(() => ({ store: useChatStore(pinia), live: useLive(pinia) }))) ?? expect.fail('no scope')
  await stores.store.load(dialogId)
  const news: News[] = []
  scope.run(() => stores.live.follow(one => void news.push(one)))
  stores.live.start(dialogId)
  portal.sent.length = 0
  return { portal, news, ...stores }
}

async function beat({ live }: Followed): Promise<void> {
  live.ask()
  await vi.advanceTimersByTimeAsync(11 * SECOND)
}

const ids = (page: News['added'] | undefined) => page?.messages.map(({ id }) => id)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  all.splice(0, all.length, ...Array.from({ length: 60 }, (_unused, index) => row(101 + index)))
})

const followed: Followed[] = []
async function open(answers: Record<string, Answer> = {}): Promise<Followed> {
  const chat = await aFollowedChat(answers)
  followed.push(chat)
  return chat
}

afterEach(() => {
  for (const { live } of followed.splice(0)) live.stop()
  for (const scope of scopes.splice(0)) scope.stop()
  vi.useRealTimers()
})

test('nothing is asked before the first beat is due, and what was there is no news', async () => {
  const chat = await open()
  expect(chat.live.state).toMatchObject({ isOutdated: false, refusal: null })
  expect(chat.portal.sent).toEqual([])
  await beat(chat)
  expect(chat.news).toMatchObject([{ after: 160, isGap: false, deleted: [], areMembersNew: false }])
  expect(ids(chat.news[0]?.added)).toEqual([])
  expect(chat.portal.sent.filter(({ method }) => ['scope', 'profile'].includes(method))).toEqual([])
})

test('what a busy portal refused of other requests slows the heart', async () => {
  const chat = await open()
  chat.portal.repeat()
  await chat.portal.batch({})
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(chat.portal.sent).toEqual([])
  expect(chat.live.state).toMatchObject({ pulse: 'slowed', why: 'refused', refusal: null })
})

test('new messages come with their people, once', async () => {
  const chat = await open()
  all.push(row(161), row(162))
  await beat(chat)
  all.push(row(163))
  await beat(chat)
  await beat(chat)
  expect(chat.news.map(({ added }) => ids(added))).toEqual([[161, 162], [163], []])
  expect(chat.news[0]?.added.people).toContainEqual(expect.objectContaining({ name: 'Anna Schmidt' }))
})

test('what was edited and deleted after the opening is in the end that the first beats bring, and no news', async () => {
  const chat = await open()
  all.splice(57, 1)
  all[57] = row(159, { text: 'Edited' })
  all[58] = row(160, { text: 'Edited as well' })
  await beat(chat)
  expect(chat.news[0]).toMatchObject({ end: { behind: 108, ids: expect.arrayContaining([157, 159, 160]) }, changed: { messages: [] } })
  expect(chat.news[0]?.end?.ids).not.toContain(158)
  expect(chat.news[0]?.end?.page.messages.at(-1)).toMatchObject({ id: 159, text: 'Edited' })
  await beat(chat)
  expect(chat.news[1]?.end?.page.messages.at(-1)).toMatchObject({ id: 160, text: 'Edited as well' })
})

test('what a beat says of the others is of the method that has worked most, pages of messages aside', () => {
  const one = (operating: number) => ({ operating, took: 0.1 })
  expect(workOfBeat({ chat: one(5), members: one(30), owner: one(2), behind: one(400) })).toEqual(one(30))
  expect(workOfBeat({ chat: one(5), person: one(1) })).toEqual(one(5))
  expect(workOfBeat({ behind: one(400) })).toBeNull()
})

test('an edit, a like, an empty shell and what is gone are told apart', async () => {
  const chat = await open()
  await beat(chat)
  await beat(chat)
  all[55] = row(156, { text: 'Edited', params: { IS_EDITED: 'Y' } })
  all[56] = row(157, { params: { LIKE: [2] } })
  all[57] = row(158, { text: 'Deleted', params: { IS_DELETED: 'Y' } })
  all.splice(58, 1)
  await beat(chat)
  const { changed, deleted } = chat.news.at(-1) ?? expect.fail('no news')
  expect(changed.messages).toMatchObject([{ id: 156, text: 'Edited' }, { id: 157, likedBy: [2] }, { id: 158, isDeleted: true }])
  expect(deleted).toEqual([159, 158])
})

test('the last message may go as well, and the next one is news', async () => {
  const chat = await open()
  await beat(chat)
  await beat(chat)
  all.pop()
  await beat(chat)
  expect(chat.news.at(-1)?.deleted).toEqual([160])
  all.push(row(161))
  await beat(chat)
  expect(chat.news.at(-1)).toMatchObject({ after: 159, isGap: false })
  expect(ids(chat.news.at(-1)?.added)).toEqual([161])
})

test('more than a beat brings is a gap, after which everything goes on', async () => {
  const chat = await open()
  await beat(chat)
  await beat(chat)
  all.push(...Array.from({ length: 100 }, (_unused, index) => row(161 + index)))
  await beat(chat)
  expect(chat.news.at(-1)).toMatchObject({ after: 160, isGap: true })
  all.push(row(261))
  await beat(chat)
  expect(chat.news.at(-1)).toMatchObject({ after: 260, isGap: false })
  expect(ids(chat.news.at(-1)?.added)).toEqual([261])
})

test('the overview is renewed in place, and what could not be read this time stays', async () => {
  const chat = await open()
  chat.portal.answer(DIALOG, aDialog({ name: 'Another title', last_message_id: 160 }))
  chat.portal.answer('im.dialog.users.list', new PortalError('unknown'))
  const before = chat.store.chat.state === 'ready' ? chat.store.chat.overview.members : []
  await beat(chat)
  expect(chat.store.chat).toMatchObject({ state: 'ready', overview: { title: 'Another title', members: before } })
  expect(before.length).toBeGreaterThan(0)
})

test('a chat that the portal refuses is shown so, and nothing more is asked', async () => {
  const chat = await open()
  chat.portal.answer(DIALOG, new PortalError('no-access', { method: DIALOG }))
  await beat(chat)
  expect(chat.store.chat).toMatchObject({ state: 'failed', error: { kind: 'no-access' } })
  expect(chat.live.state).toMatchObject({ pulse: 'stopped', why: 'refused' })
  const before = chat.portal.sent.length
  await vi.advanceTimersByTimeAsync(60 * SECOND)
  expect(chat.portal.sent).toHaveLength(before)
})

test('a portal that does not answer changes nothing of what is shown', async () => {
  const chat = await open()
  const shown = chat.store.chat
  vi.spyOn(chat.portal, 'readBatch').mockRejectedValueOnce(new PortalError('offline'))
  await beat(chat)
  expect(chat.store.chat).toBe(shown)
  expect(chat.live.state).toMatchObject({ refusal: 'silence' })
})

test('what this page changes is looked at soon, and an answer from before it is not shown', async () => {
  const chat = await open({ 'im.chat.mute': true })
  let answer: () => void = () => undefined
  chat.portal.answer(DIALOG, () => new Promise((resolve) => { answer = () => resolve(aDialog({ name: 'From before', last_message_id: 160 })) }))
  chat.live.ask()
  await vi.advanceTimersByTimeAsync(1)
  await vi.advanceTimersByTimeAsync(SECOND)
  await chat.portal.call({ method: 'im.chat.mute', params: {} })
  chat.portal.answer(DIALOG, aDialog({ name: 'From after', last_message_id: 160 }))
  answer()
  await vi.advanceTimersByTimeAsync(1)
  expect(chat.store.chat).toMatchObject({ overview: { title: 'Launch' } })
  await vi.advanceTimersByTimeAsync(3 * SECOND)
  expect(chat.store.chat).toMatchObject({ overview: { title: 'From after' } })
})

test('a reading of the conversation that somebody waits for goes before a beat', async () => {
  const chat = await open()
  let answer: () => void = () => undefined
  chat.portal.answer('im.dialog.users.list', () => new Promise((resolve) => { answer = () => resolve([]) }))
  const reading = chat.portal.readBatch({ page: { method: 'im.dialog.users.list' } })
  const beats = (): number => chat.portal.sent.filter(({ method }) => method === DIALOG).length
  chat.live.ask()
  await vi.advanceTimersByTimeAsync(15 * SECOND)
  expect(beats()).toBe(0)
  answer()
  await reading
  await vi.advanceTimersByTimeAsync(2 * SECOND)
  expect(beats()).toBe(1)
})

test('other roles and another number of people are told, and everybody where somebody wants to know', async () => {
  const chat = await open()
  scopes.at(-1)?.run(() => chat.live.followEverybody())
  chat.portal.answer(DIALOG, aDialog({ user_counter: 4, last_message_id: 160 }))
  await beat(chat)
  await beat(chat)
  expect(chat.news.map(({ areMembersNew }) => areMembersNew)).toEqual([true, false])
  expect(chat.news[1]?.members).toMatchObject([{ name: 'Anna Schmidt', role: 'owner' }, { name: 'Ben Okafor', role: 'member' }])
})

test('who hides the page, or leaves it with the pointer, may close it: what is shown is kept', async () => {
  const keep = vi.spyOn((await open()).store, 'keep')
  document.documentElement.dispatchEvent(new Event('pointerleave'))
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  hidden.mockRestore()
  expect(keep.mock.calls).toEqual([[expect.any(Number)], [0]])
})
