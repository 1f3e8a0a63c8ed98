import { beforeEach, expect, test } from 'vitest'
import { createClock } from '../portal/core/clock.ts'
import type { Portal } from '../portal/core/facade.ts'
import type { Deed } from '../portal/core/life/deed.ts'
import { createPortal } from '../portal/core/portal.ts'
import type { Message } from '../portal/core/world/model.ts'
import type { Undocumented } from '../portal/core/world/undocumented.ts'
import { FIXED_NOW, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'

// What REST says before and after each kind of change that people make: to Sofia (1), who looks on, unless said otherwise.

const GROUP = 1489
const MINUTE = 60_000

type Rows = Record<string, unknown>

interface Living {
  portal: Portal
  clock: ReturnType<typeof createClock>
  ask(method: string, params?: Rows, as?: number): unknown
  does(deed: Deed): Message | null
}

function aLivingPortal(undocumented: Undocumented = {}, name = 'small-group'): Living {
  const clock = createClock(() => FIXED_NOW)
  const world = scenario(name).create(fixedPlace())
  world.settings.undocumented = undocumented
  const portal = createPortal({ world, now: clock.now, seed: 'contract' })
  const tokenOf = (viewerId: number) =>
    Object.fromEntries(portal.openRaw({ viewerId, language: 'en', placement: 'DEFAULT', placementOptions: {} }).fields)['AUTH_ID'] ?? ''
  return {
    portal,
    clock,
    does: deed => portal.life.perform(GROUP, deed),
    ask(method, params = {}, as = 1) {
      // A second goes by with every request: nobody is held up by the limit.
      clock.advance(1_000)
      const reply = portal.rest({
        method: 'POST', path: `/rest/${method}`, query: '', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...params, auth: tokenOf(as) }), ip: '198.51.100.7',
      })
      if (reply.kind !== 'answer') throw new Error(`${method}: ${reply.kind}`)
      const answer: unknown = JSON.parse(reply.body)
      if (typeof answer !== 'object' || answer === null || !('result' in answer)) throw new Error(`${method}: ${reply.body}`)
      return answer.result
    },
  }
}

let living: Living
beforeEach(() => {
  living = aLivingPortal()
})

const dialog = (as = 1): unknown => living.ask('im.dialog.get', { DIALOG_ID: 'chat1489' }, as)
const messages = (params: Rows = { LIMIT: 20 }, as = 1): unknown => living.ask('im.dialog.messages.get', { DIALOG_ID: 'chat1489', ...params }, as)
const users = (): unknown => living.ask('im.dialog.users.list', { DIALOG_ID: 'chat1489', LIMIT: 50 })
const recent = (): unknown => living.ask('im.recent.list', { LIMIT: 1 })
const person = (id: number): unknown => living.ask('im.user.get', { ID: id })
const chat = () => {
  const found = living.portal.world.chats.get(GROUP)
  return found ?? expect.fail('no chat')
}
const withRow = (row: Rows): object => ({ messages: expect.arrayContaining([expect.objectContaining(row)]) })
const withUser = (id: number): unknown => expect.arrayContaining([expect.objectContaining({ id })])

test('a message that somebody writes is unread, the last one, counted, and behind FIRST_ID; its author has read it', () => {
  const { lastId, count } = chat().messages
  expect(dialog()).toMatchObject({ counter: 0, last_message_id: lastId, message_count: count, unread_id: 0 })
  const written = living.does({ kind: 'write', by: 5, text: 'Hello [b]all[/b]', file: { name: 'plan.pdf', type: 'file', size: 99 } })
  const id = written?.id ?? 0
  expect(id).toBeGreaterThan(lastId)
  expect(dialog()).toMatchObject({ counter: 1, last_message_id: id, message_count: count + 1, unread_id: id, last_id: lastId })
  expect(dialog()).toMatchObject({ readed_list: expect.arrayContaining([expect.objectContaining({ user_id: 5, message_id: id, date: expect.stringContaining('T13:00:') })]) })
  expect(messages({ FIRST_ID: lastId })).toMatchObject({
    messages: [{ id, author_id: 5, text: 'Hello [b]all[/b]', unread: true, uuid: expect.any(String), params: { FILE_ID: [id * 4] } }], files: [{ name: 'plan.pdf', size: 99 }],
  })
  expect(recent()).toMatchObject({ items: [{ id: 'chat1489', counter: 1, message: { id, text: 'Hello all', author_id: 5, file: true } }] })
  living.ask('im.dialog.read', { DIALOG_ID: 'chat1489' })
  expect(dialog()).toMatchObject({ counter: 0, last_id: id, unread_id: 0 })
})

test('a read mark that somebody moves is in readed_list, with its time, and in the views of the last message', () => {
  const { lastId } = chat().messages
  const mark = { user_id: 5, message_id: lastId }
  expect(dialog()).not.toMatchObject({ readed_list: expect.arrayContaining([expect.objectContaining(mark)]) })
  living.does({ kind: 'read', by: 5 })
  expect(dialog()).toMatchObject({ readed_list: expect.arrayContaining([expect.objectContaining({ ...mark, date: expect.stringContaining('T13:00:') })]) })
  expect(dialog(5)).toMatchObject({ counter: 0, last_id: lastId })
})

test('an edited message keeps its place and number and says so', () => {
  const id = living.does({ kind: 'write', by: 5, text: 'Hallo' })?.id ?? 0
  living.does({ kind: 'edit', by: 5, messageId: id, text: 'Hello' })
  expect(dialog()).toMatchObject({ last_message_id: id, counter: 1 })
  expect(messages()).toMatchObject(withRow({ id, text: 'Hello', params: { IS_EDITED: 'Y' } }))
})

test('a deleted message that others had read leaves the portal’s words in the language of whoever deleted it, and nothing else', () => {
  const id = living.does({ kind: 'write', by: 5, text: 'Oops', file: { name: 'a.png', type: 'image', size: 1 } })?.id ?? 0
  living.does({ kind: 'like', by: 17, messageId: id })
  living.does({ kind: 'read', by: 17 })
  living.does({ kind: 'delete', by: 5, messageId: id })
  expect(messages()).toMatchObject(withRow({ id, author_id: 5, text: 'Diese Nachricht wurde gelöscht.', params: { IS_DELETED: 'Y' } }))
  expect(messages()).toMatchObject({ files: expect.not.arrayContaining([expect.objectContaining({ id: id * 4 })]) })
})

test('a deleted message that nobody else had read is gone, and the one before it is the last', () => {
  const { lastId, count } = chat().messages
  const id = living.does({ kind: 'write', by: 5, text: 'Oops' })?.id ?? 0
  living.does({ kind: 'delete', by: 5, messageId: id })
  expect(dialog()).toMatchObject({ counter: 0, last_message_id: lastId, message_count: count })
  expect(messages()).not.toMatchObject(withRow({ id }))
})

test('a portal that always leaves its words can be had', () => {
  living = aLivingPortal({ deletion: 'always-words', systemLanguage: 'portal' })
  const id = living.does({ kind: 'write', by: 5, text: 'Oops' })?.id ?? 0
  living.does({ kind: 'delete', by: 5, messageId: id })
  expect(messages()).toMatchObject(withRow({ id, text: 'This message has been deleted.', params: { IS_DELETED: 'Y' } }))
})

test('likes come and go', () => {
  const id = living.does({ kind: 'write', by: 5, text: 'Done' })?.id ?? 0
  living.does({ kind: 'like', by: 503, messageId: id })
  living.does({ kind: 'like', by: 17, messageId: id })
  expect(messages()).toMatchObject(withRow({ id, params: { LIKE: [17, 503] } }))
  living.does({ kind: 'unlike', by: 17, messageId: id })
  living.does({ kind: 'unlike', by: 503, messageId: id })
  expect(messages()).toMatchObject(withRow({ id, params: [] }))
})

const system = (text: string, code: string | null): Rows =>
  ({ author_id: 0, uuid: null, text, params: code === null ? [] : { CODE: [code], NOTIFY: 'N' } })

test('whoever joins is counted and listed, has read what was there, and is announced', () => {
  const { lastId } = chat().messages
  expect(dialog()).toMatchObject({ user_counter: 19 })
  living.does({ kind: 'join', by: 20 })
  expect(dialog()).toMatchObject({ user_counter: 20, counter: 1 })
  expect(users()).toEqual(withUser(20))
  expect(dialog(20)).toMatchObject({ role: 'member', last_id: lastId })
  expect(messages()).toMatchObject(withRow(system('[USER=20 REPLACE]Ravi Patel[/USER] has joined the chat', 'CHAT_JOIN')))
})

test('whoever is invited is announced as the sample of the documentation has it', () => {
  living.does({ kind: 'invite', by: 17, whom: [20, 23] })
  const text = '[USER=17 REPLACE]Anna Petrova[/USER] invited [USER=20 REPLACE]Ravi Patel[/USER], [USER=23 REPLACE]Giulia Conti[/USER] to the chat'
  expect(messages()).toMatchObject(withRow(system(text, 'CHAT_JOIN')))
  expect(messages()).toMatchObject({ users: withUser(23) })
})

test('whoever leaves is neither counted nor listed, and has no access', () => {
  living.does({ kind: 'leave', by: 3 })
  expect(dialog()).toMatchObject({ user_counter: 18 })
  expect(users()).not.toEqual(withUser(3))
  expect(() => dialog(3)).toThrow('ACCESS_ERROR')
  expect(messages()).toMatchObject(withRow(system('[USER=3 REPLACE]Ольга Соколова[/USER] покинула чат', 'CHAT_LEAVE')))
})

test('whoever is expelled is gone as well, by another sentence with the same code', () => {
  living.does({ kind: 'expel', by: 503, whom: 5 })
  const text = '[USER=503 REPLACE]Klaus Weber[/USER] hat [USER=5 REPLACE]Björn Öztürk[/USER] aus dem Chat entfernt.'
  expect(messages()).toMatchObject(withRow(system(text, 'CHAT_LEAVE')))
  expect(users()).not.toEqual(withUser(5))
})

test('a manager is in manager_list, and no sentence is written about it', () => {
  const { lastId } = chat().messages
  living.does({ kind: 'appoint', by: 503, whom: 17 })
  expect(dialog()).toMatchObject({ manager_list: expect.arrayContaining([17]), last_message_id: lastId })
  expect(dialog(17)).toMatchObject({ role: 'manager' })
  living.does({ kind: 'dismiss', by: 503, whom: 17 })
  expect(dialog(17)).toMatchObject({ role: 'member' })
  living.does({ kind: 'hand-over', by: 503, whom: 17 })
  expect(dialog(17)).toMatchObject({ role: 'owner', owner: 17 })
  expect(messages()).toMatchObject(withRow(system('Klaus Weber hat Anna Petrova als Besitzer bestimmt.', null)))
})

test('title and picture change, in the chat and in the list of chats, with the code that the source gives them', () => {
  living.does({ kind: 'rename', by: 17, title: 'Relaunch 2' })
  living.does({ kind: 'picture', by: 17, address: '/upload/avatar/9.svg' })
  const avatar = 'https://demo.bitrix24.com/upload/avatar/9.svg'
  expect(dialog()).toMatchObject({ name: 'Relaunch 2', avatar })
  expect(recent()).toMatchObject({ items: [{ title: 'Relaunch 2', avatar: { url: avatar } }] })
  expect(messages()).toMatchObject(withRow(system('Anna Petrova changed the chat title to "Relaunch 2".', null)))
  expect(messages()).toMatchObject(withRow(system('Anna Petrova changed the chat icon', 'CHAT_LEAVE')))
})

test('a pinned message is marked, quoted and named with its place', () => {
  const id = living.does({ kind: 'write', by: 5, text: 'Read me' })?.id ?? 0
  living.does({ kind: 'pin', by: 4, messageId: id })
  expect(messages()).toMatchObject(withRow({ id, params: { IS_PINNED: 'Y' } }))
  const line = '-'.repeat(54)
  expect(messages()).toMatchObject(withRow({
    author_id: 0, params: { CLASS: 'bx-messenger-content-item-system', BETA: 'Y' },
    text: `${line}\nBjörn Öztürk [13:00]\nRead me\n${line}\n[USER=4 REPLACE]Jürgen Groß-Müllerschön[/USER] hat eine [CONTEXT=chat1489/${id}]Nachricht[/CONTEXT] fixiert.`,
  }))
})

test('people come online and go, and whoever does something was there just now', () => {
  expect(person(9)).toMatchObject({ status: 'offline' })
  living.clock.advance(3 * MINUTE)
  living.does({ kind: 'write', by: 9, text: '了解です。' })
  expect(person(9)).toMatchObject({ status: 'online', idle: false, last_activity_date: expect.stringMatching(/^2026-08-21T13:03:/) })
  living.does({ kind: 'presence', by: 9, presence: 'idle' })
  expect(person(9)).toMatchObject({ status: 'online', idle: expect.stringContaining('2026-08-21') })
  living.does({ kind: 'presence', by: 9, presence: 'offline' })
  expect(person(9)).toMatchObject({ status: 'offline' })
})

test.each<[Undocumented['systemNames'], string, string]>([
  ['as-sourced', '[USER=17 REPLACE]Anna Petrova[/USER] left the chat.', 'Sofia Lindqvist changed the chat title to "A".'],
  ['all-tagged', '[USER=17 REPLACE]Anna Petrova[/USER] left the chat.', '[USER=1 REPLACE]Sofia Lindqvist[/USER] changed the chat title to "A".'],
  ['all-named', 'Anna Petrova left the chat.', 'Sofia Lindqvist changed the chat title to "A".'],
])('how the portal names people can be chosen: %s', (systemNames, left, renamed) => {
  living = aLivingPortal({ ...(systemNames ? { systemNames } : {}) })
  living.does({ kind: 'leave', by: 17 })
  living.does({ kind: 'rename', by: 1, title: 'A' })
  for (const text of [left, renamed]) expect(messages()).toMatchObject(withRow({ text }))
})

test('what we write by REST is the same world: a like, a read mark, a farewell', () => {
  const id = living.does({ kind: 'write', by: 17, text: 'Bye?' })?.id ?? 0
  const { changes } = living.portal.life
  living.ask('im.message.like', { MESSAGE_ID: id, ACTION: 'plus' }, 5)
  living.ask('im.dialog.read', { DIALOG_ID: 'chat1489' }, 5)
  living.ask('im.chat.leave', { CHAT_ID: GROUP }, 5)
  expect(living.portal.life.changes).toBe(changes + 3)
  expect(messages()).toMatchObject(withRow({ id, params: { LIKE: [5] } }))
  expect(messages()).toMatchObject(withRow(system('[USER=5 REPLACE]Björn Öztürk[/USER] hat den Chat verlassen.', 'CHAT_LEAVE')))
})

test('a chat that lives is up to date in every answer, and reading it changes nothing of what comes', () => {
  const [asked, unasked] = [aLivingPortal(), aLivingPortal()]
  for (const one of [asked, unasked]) one.portal.life.setPace(GROUP, 'busy')
  for (let minute = 0; minute < 20; minute += 1) {
    living = asked
    messages()
    dialog()
    asked.clock.advance(MINUTE - 2_000)
    unasked.clock.advance(MINUTE)
  }
  const seen = [asked, unasked].map((one) => {
    living = one
    return [messages({ LIMIT: 50, LAST_ID: 0 }), users(), dialog()]
  })
  expect(seen[0]).toEqual(seen[1])
})
