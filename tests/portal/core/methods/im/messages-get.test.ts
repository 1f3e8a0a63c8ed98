import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { World } from '../../world/model.ts'
import type { Params } from '../../rest/exchange.ts'
import { dialogMessagesGet } from './messages-get.ts'

const world = scenario('small-group').create(fixedPlace())

interface Answer {
  chat_id: number
  messages: { id: number, unread: boolean, text: string, params: unknown, author_id: number }[]
  users: { id: number }[]
  files: { id: number, urlDownload: string }[]
}

function get(params: Params, viewerId = 1, where: World = world): Answer {
  return JSON.parse(JSON.stringify(dialogMessagesGet.run({ DIALOG_ID: 'chat1489', ...params }, contextOf(where, viewerId)).result))
}

function idAt(position: number, chatId = 1489): number {
  return world.chats.get(chatId)?.messages.at(position).id ?? 0
}

const ids = (answer: Answer) => answer.messages.map(message => message.id)

test('the latest twenty come first, the newest on top', () => {
  const found = ids(get({}))
  expect(found).toHaveLength(20)
  expect(found[0]).toBe(idAt(339))
  expect(found).toEqual([...found].sort((one, other) => other - one))
})

test('never more than fifty at once when all is read', () => {
  expect(ids(get({ LIMIT: 500 }))).toHaveLength(50)
})

test('history read backwards by the smallest id brings every message once and then nothing', () => {
  const all: number[] = []
  let page = ids(get({ LIMIT: 50 }))
  while (page.length > 0) {
    all.push(...page)
    page = ids(get({ LIMIT: 50, LAST_ID: String(Math.min(...page)) }))
  }
  expect(all).toEqual(Array.from({ length: 340 }, (_unused, index) => idAt(339 - index)))
})

test('newer messages come oldest first, from the one after the given', () => {
  expect(ids(get({ FIRST_ID: idAt(10), LIMIT: 5 }))).toEqual([11, 12, 13, 14, 15].map(position => idAt(position)))
})

test('FIRST_ID 0 begins at the beginning, LAST_ID 0 at the end', () => {
  expect(ids(get({ FIRST_ID: 0, LIMIT: 2 }))).toEqual([idAt(0), idAt(1)])
  expect(ids(get({ LAST_ID: 0, LIMIT: 2 }))).toEqual([idAt(339), idAt(338)])
})

test('of two cursors FIRST_ID counts', () => {
  expect(ids(get({ FIRST_ID: idAt(10), LAST_ID: idAt(300), LIMIT: 1 }))).toEqual([idAt(11)])
})

test('an id that is no message of the chat brings three empty lists', () => {
  for (const cursor of [{ LAST_ID: idAt(10) + 1 }, { FIRST_ID: 5 }, { LAST_ID: idAt(5, 1612) }]) {
    expect(get(cursor)).toEqual({ chat_id: 1489, messages: [], users: [], files: [] })
  }
})

test.each([['FIRST_ID', 'x'], ['FIRST_ID', ''], ['FIRST_ID', '-1'], ['LAST_ID', '12a'], ['LAST_ID', 1.5]])('%s %j is refused', (name, value) => {
  expect(() => get({ [name]: value })).toThrow(expect.objectContaining({ code: `${name}_STRING`, status: 400 }))
})

test('unread messages come on top of the limit', () => {
  const answer = get({ LIMIT: 10 }, 5)
  expect(ids(answer)).toHaveLength(14)
  expect(answer.messages.map(message => message.unread)).toEqual([...Array.from({ length: 4 }, () => true), ...Array.from({ length: 10 }, () => false)])
})

test('with more unread than the limit the portal answers from the first unread one on, not the latest', () => {
  const found = ids(get({ DIALOG_ID: 'chat3000', LIMIT: 20 }))
  const end = 100_000
  expect(found[0]).toBe(idAt(end - 37 + 19, 3000))
  expect(found.at(-1)).toBe(idAt(end - 37 - 20, 3000))
  expect(found).toHaveLength(40)
})

test('then people and files come for the unread ones alone', () => {
  const { messages, users, files } = get({ DIALOG_ID: 'chat3000', LIMIT: 20 })
  const authors = (rows: Answer['messages']) => new Set(rows.map(message => message.author_id).filter(id => id > 0))
  const people = new Set(users.map(user => user.id))
  for (const id of authors(messages.slice(0, 20))) expect(people).toContain(id)
  expect([...authors(messages.slice(20))].filter(id => !people.has(id))).not.toEqual([])
  const older = messages.slice(20).flatMap(({ params }) => Object(params).FILE_ID ?? [])
  for (const { id } of files) expect(older).not.toContain(id)
})

test('what is hidden from a member cannot be reached in any direction', () => {
  expect(ids(get({ FIRST_ID: 0, LIMIT: 1 }, 29))).toEqual([idAt(200)])
  expect(ids(get({ LAST_ID: idAt(205), LIMIT: 50 }, 29))).toHaveLength(5)
  expect(ids(get({ LAST_ID: idAt(100), LIMIT: 50 }, 29))).toEqual([])
  expect(ids(get({ FIRST_ID: idAt(100), LIMIT: 1 }, 29))).toEqual([idAt(200)])
})

test('what the plan keeps back cannot be reached', () => {
  expect(ids(get({ DIALOG_ID: 'chat1511', FIRST_ID: 0, LIMIT: 1 }))).toEqual([idAt(220, 1511)])
})

test('empty params are a list, others a map', () => {
  const { messages } = get({ LIMIT: 50 })
  expect(messages.find(message => message.author_id > 0 && Array.isArray(message.params))?.params).toEqual([])
  expect(messages.find(message => message.author_id === 0)?.params).toMatchObject({ NOTIFY: 'N' })
})

test('people and files of the selection come along', () => {
  const answer = get({ LIMIT: 50 })
  const people = answer.users.map(user => user.id)
  for (const { author_id: author } of answer.messages) if (author > 0) expect(people).toContain(author)
  expect(answer.files.length).toBeGreaterThan(0)
  for (const file of answer.files) expect(file.urlDownload).toMatch(/^https:\/\/demo\.bitrix24\.com\/bitrix\/services\/main\/ajax\.php\?/)
})

test('what is added, changed and removed shows at once', () => {
  const own = scenario('small-group').create(fixedPlace())
  const list = own.chats.get(1489)?.messages
  const added = list?.add({ authorId: 1, createdAt: 1, text: 'hello', likedBy: [], fileIds: [], systemCode: '' })
  list?.amend(idAt(339), { text: 'changed' })
  list?.remove(idAt(338))
  const { messages } = get({ LAST_ID: 0, LIMIT: 3 }, 1, own)
  expect(messages.map(message => [message.id, message.text])).toEqual([
    [added?.id, 'hello'], [idAt(339), 'changed'], [idAt(337), list?.byId(idAt(337))?.text],
  ])
})

test('no access is refused', () => {
  expect(() => get({ DIALOG_ID: 'chat1555' })).toThrow(expect.objectContaining({ code: 'ACCESS_ERROR', status: 403 }))
})

test.each([
  [{ firstIdOrder: 'newest-first' }, { FIRST_ID: 'tenth', LIMIT: 3 }, [13, 12, 11]],
  [{ zeroCursor: 'nothing' }, { FIRST_ID: 0 }, []],
  [{ zeroCursor: 'nothing' }, { LAST_ID: 0 }, []],
  [{ missingCursor: 'place' }, { LAST_ID: 'behind the tenth', LIMIT: 2 }, [10, 9]],
] as const)('what no source settles can be chosen: %j', (undocumented, params, positions) => {
  const own = { ...world, settings: { ...world.settings, undocumented } }
  const cursor = Object.fromEntries(Object.entries(params).map(([name, value]) =>
    [name, value === 'tenth' ? idAt(10) : value === 'behind the tenth' ? idAt(10) + 1 : value]))
  expect(ids(get(cursor, 1, own))).toEqual(positions.map(position => idAt(position)))
})

test('an answer names the earlier message that it answers', () => {
  const answers = get({ LIMIT: 50 }).messages.flatMap(({ id, params }) => Object(params).REPLY_ID ? [[id, Object(params).REPLY_ID]] : [])
  expect(answers.length).toBeGreaterThan(0)
  const list = world.chats.get(1489)?.messages
  for (const [id, answered] of answers) {
    expect(answered).toBeLessThan(id)
    expect(list?.byId(answered)?.authorId).toBeGreaterThan(0)
  }
})
