import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { chatUserList, dialogUsersList } from './member-methods.ts'

const world = scenario('big-group').create(fixedPlace())

function list(params: Params, viewerId = 1) {
  return dialogUsersList.run(params, contextOf(world, viewerId))
}

function ids(result: unknown): number[] {
  if (!Array.isArray(result)) throw new Error('not a list')
  return result.map((person: { id: number }) => person.id)
}

test('fifty come unless more are asked for, and never more than two hundred', () => {
  expect(ids(list({ DIALOG_ID: 'chat3000' }).result)).toHaveLength(50)
  expect(ids(list({ DIALOG_ID: 'chat3000', LIMIT: 1_000 }).result)).toHaveLength(200)
})

test('a page says how many there are and where the next begins', () => {
  expect(list({ DIALOG_ID: 'chat3000', LIMIT: '200', OFFSET: '400' })).toMatchObject({ total: 3_000, next: 600 })
})

test('the last page has no next', () => {
  const page = list({ DIALOG_ID: 'chat3000', LIMIT: 200, OFFSET: 2_800 })
  expect(ids(page.result)).toHaveLength(200)
  expect(page).not.toHaveProperty('next')
})

test('beyond the end is an empty page', () => {
  expect(list({ DIALOG_ID: 'chat3000', OFFSET: 5_000 })).toMatchObject({ result: [], total: 3_000 })
})

test('pages by offset and pages by last id bring every member once', () => {
  const byOffset: number[] = []
  for (let offset: number | undefined = 0; offset !== undefined;) {
    const page = list({ DIALOG_ID: 'chat3000', LIMIT: 200, OFFSET: offset })
    byOffset.push(...ids(page.result))
    offset = page.next
  }
  const byLastId: number[] = []
  for (let last = 0, size = 200; size > 0;) {
    const page = ids(list({ DIALOG_ID: 'chat3000', LIMIT: 200, LAST_ID: last }).result)
    size = page.length
    last = page.at(-1) ?? last
    byLastId.push(...page)
  }
  expect(new Set(byOffset).size).toBe(3_000)
  expect(byLastId).toEqual([...byOffset].sort((one, other) => one - other))
})

test('only pages by last id go by number: others have whoever began the chat first, then the order of joining', () => {
  const joined = ids(list({ DIALOG_ID: 'chat3000', LIMIT: 200 }).result)
  expect(joined[0]).toBe(2)
  expect(joined).not.toEqual([...joined].sort((one, other) => one - other))
  expect(chatUserList.run({ CHAT_ID: 3000 }, contextOf(world, 1)).result).toEqual(expect.arrayContaining(joined))
  // The classic mistake: going on by id from a page that was not ordered by it loses people.
  expect(ids(list({ DIALOG_ID: 'chat3000', LAST_ID: Math.max(...joined) }).result).length).toBeLessThan(50)
})

test('a page by last id has neither total nor next', () => {
  const page = list({ DIALOG_ID: 'chat3000', LAST_ID: 0 })
  expect(Object.keys(page)).toEqual(['result'])
})

test('bots are left out when external people are, unless their type is excepted', () => {
  const bots = (params: Params) => ids(list({ DIALOG_ID: 'chat1489', ...params }).result).includes(3901)
  expect([bots({}), bots({ SKIP_EXTERNAL: 'Y' }), bots({ SKIP_EXTERNAL: 'Y', SKIP_EXTERNAL_EXCEPT_TYPES: 'email, bot' }), bots({ SKIP_EXTERNAL_EXCEPT_TYPES: 'email' })])
    .toEqual([true, false, true, false])
})

test('all three forms of a dialog id have members', () => {
  expect([...ids(list({ DIALOG_ID: 'sg12' }).result)].sort((one, other) => one - other)).toEqual([1, 4, 5, 11, 13, 20, 23, 503])
  expect(ids(list({ DIALOG_ID: '17' }).result)).toEqual([1, 17])
})

test('members that the chat hides are refused to its members and shown to who runs it', () => {
  expect(() => list({ DIALOG_ID: 'chat1501' }, 5)).toThrow(expect.objectContaining({ code: 'ACCESS_ERROR', status: 403 }))
  expect(ids(list({ DIALOG_ID: 'chat1501' }, 1).result)).toHaveLength(50)
})

test('a chat the viewer has left has no members for them', () => {
  expect(() => list({ DIALOG_ID: 'chat1555' })).toThrow(expect.objectContaining({ code: 'ACCESS_ERROR', status: 403 }))
})

test('member ids come all at once', () => {
  const { result } = chatUserList.run({ CHAT_ID: '3000' }, contextOf(world, 1))
  expect(result).toHaveLength(3_000)
})

test('member ids that the chat hides are an empty list', () => {
  expect(chatUserList.run({ CHAT_ID: 1501 }, contextOf(world, 5)).result).toEqual([])
})

test('member ids need a chat, and access to it', () => {
  expect(() => chatUserList.run({}, contextOf(world, 1))).toThrow(expect.objectContaining({ code: 'CHAT_ID_EMPTY', status: 400 }))
  expect(() => chatUserList.run({ CHAT_ID: 1555 }, contextOf(world, 1))).toThrow(expect.objectContaining({ code: 'ACCESS_ERROR', message: 'Action unavailable' }))
})
