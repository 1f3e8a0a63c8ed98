import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { dialogMessagesSearch } from './messages-search.ts'

const world = scenario('small-group').create(fixedPlace())

interface Answer {
  messages: { id: number, text: string, date: string, viewedCount: number, viewedByOthers: boolean, authorId: number, author_id: number, isSystem: boolean }[]
  users: { id: number, firstName: string }[]
  usersShort: { id: number }[]
  reactions: { messageId: number, reactionUsers: { like: number[] }, ownReactions: string[] }[]
  tariffRestrictions: { isHistoryLimitExceeded: boolean }
}

function search(params: Params, viewerId = 1): Answer {
  return JSON.parse(JSON.stringify(dialogMessagesSearch.run({ CHAT_ID: 1489, ...params }, contextOf(world, viewerId)).result))
}

const ids = (answer: Answer) => answer.messages.map(message => message.id)

test('every hit contains the text, in any case of letters', () => {
  const { messages } = search({ SEARCH_MESSAGE: 'DONE' })
  expect(messages.length).toBeGreaterThan(0)
  for (const { text } of messages) expect(text.toLowerCase()).toContain('done')
})

test('a text of two characters does not narrow the search', () => {
  expect(ids(search({ SEARCH_MESSAGE: 'zz' }))).toEqual(ids(search({})))
  expect(ids(search({ SEARCH_MESSAGE: 'zzz' }))).toEqual([])
})

test('fifty come, at most two hundred, the newest first', () => {
  expect(ids(search({}))).toHaveLength(50)
  expect(ids(search({ LIMIT: 999 }))).toHaveLength(200)
  expect(ids(search({}))).toEqual([...ids(search({}))].sort((one, other) => other - one))
})

test('before the id 0 there is nothing, after it everything', () => {
  expect(['0', 0, ''].map(LAST_ID => ids(search({ LAST_ID })))).toEqual([[], [], []])
  expect(ids(search({ LAST_ID: 0, ORDER: { ID: 'ASC' } }))).toEqual(ids(search({ ORDER: { ID: 'ASC' } })))
  expect(ids(search({ LAST_ID: null }))).toHaveLength(50)
})

test('the order can be turned, and pages go on from the last id in either', () => {
  for (const direction of ['ASC', 'DESC']) {
    const ORDER = { ID: direction }
    const whole = ids(search({ ORDER, LIMIT: 100 }))
    const first = ids(search({ ORDER, LIMIT: 60 }))
    expect([...first, ...ids(search({ ORDER, LIMIT: 40, LAST_ID: first.at(-1) }))]).toEqual(whole)
  }
})

test('a date means the day that begins there', () => {
  const { messages } = search({ DATE: '2026-08-20T00:00:00+01:00', LIMIT: 200 })
  expect(messages.length).toBeGreaterThan(0)
  expect(new Set(messages.map(message => message.date.slice(0, 10)))).toEqual(new Set(['2026-08-20']))
})

test('a span of dates holds its messages and no others', () => {
  const inside = ids(search({ DATE_FROM: '2026-08-18T00:00:00+01:00', DATE_TO: '2026-08-20T23:59:59+01:00', LIMIT: 200 }))
  const all = search({ LIMIT: 200 }).messages
  expect(inside).toEqual(all.filter(({ date }) => date >= '2026-08-18' && date < '2026-08-21').map(({ id }) => id))
})

test('what is no date is refused', () => {
  expect(() => search({ DATE: 'yesterday' })).toThrow(expect.objectContaining({ status: 400 }))
})

test('likes come as reactions, with who liked and whether I did', () => {
  const { reactions, usersShort } = search({ LIMIT: 200 })
  expect(reactions.length).toBeGreaterThan(0)
  const likers = new Set(reactions.flatMap(reaction => reaction.reactionUsers.like))
  expect(new Set(usersShort.map(user => user.id))).toEqual(likers)
  for (const reaction of reactions) expect(reaction.ownReactions).toEqual(reaction.reactionUsers.like.includes(1) ? ['like'] : [])
})

test('views count others than the author', () => {
  for (const message of search({ LIMIT: 200 }).messages) {
    expect(message.viewedByOthers).toBe(message.viewedCount > 0)
    expect(message.viewedCount).toBeLessThanOrEqual(19)
    expect(message.author_id).toBe(message.authorId)
    expect(message.isSystem).toBe(message.authorId === 0)
  }
})

test('hidden history is not searched', () => {
  expect(search({ ORDER: { ID: 'ASC' }, LIMIT: 1 }, 29).messages[0]?.id).toBe(world.chats.get(1489)?.messages.at(200).id)
})

test('history that the plan keeps back is not searched, and the answer says so', () => {
  expect(search({ CHAT_ID: 1511 }).tariffRestrictions.isHistoryLimitExceeded).toBe(true)
  expect(search({}).tariffRestrictions.isHistoryLimitExceeded).toBe(false)
})

test('a chat is needed, and access to it', () => {
  expect(() => search({ CHAT_ID: null })).toThrow(expect.objectContaining({ code: 'CHAT_ID_EMPTY', status: 400 }))
  expect(() => search({ CHAT_ID: 1555 })).toThrow(expect.objectContaining({ code: 'ACCESS_ERROR', status: 403 }))
  expect(() => search({ CHAT_ID: 'chat1489' })).toThrow(expect.objectContaining({ code: 'ACCESS_ERROR', status: 403 }))
})
