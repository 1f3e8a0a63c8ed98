import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { recentList } from './recent-list.ts'

const world = scenario('small-group').create(fixedPlace())

interface Item {
  id: number | string
  chat_id: number
  type: string
  title: string
  counter: number
  message: { date: string, text: string }
  chat: Record<string, unknown>
  lines?: { id: number }
}
interface Answer { items: Item[], hasMore: boolean, hasMorePages: boolean }

function list(params: Params = {}, viewerId = 1): Answer {
  return JSON.parse(JSON.stringify(recentList.run(params, contextOf(world, viewerId)).result))
}

const kinds = (params: Params) => new Set(list({ LIMIT: 200, ...params }).items.map(item => String(item.chat['message_type'] ?? 'P')))

test.each([1, 5, 17, 150, 1_700, 3_000])('person %i has as many conversations as a real employee', (id) => {
  expect(list({ LIMIT: 200 }, id).items.length).toBeGreaterThanOrEqual(12)
})

test('external people have a few, all of them their own', () => {
  const { items } = list({}, 40)
  expect(items.length).toBeGreaterThanOrEqual(4)
  for (const item of items) expect(world.chats.get(item.chat_id)?.members.of(40)).toBeDefined()
})

test('the liveliest conversation comes first', () => {
  const dates = list({ LIMIT: 200 }).items.map(item => item.message.date)
  expect(dates).toEqual([...dates].sort().reverse())
})

test('a person is a number, a chat is text', () => {
  for (const item of list({ LIMIT: 200 }).items) {
    expect(item.type === 'user' ? item.id : String(item.id)).toEqual(item.type === 'user' ? expect.any(Number) : `chat${item.chat_id}`)
  }
})

test('pages advance by the limit until there is no more', () => {
  const whole = list({ LIMIT: 200 }).items.map(item => item.id)
  const paged: (number | string)[] = []
  let hasMore = true
  for (let OFFSET = 0; hasMore; OFFSET += 10) {
    const page = list({ LIMIT: 10, OFFSET })
    paged.push(...page.items.map(item => item.id))
    hasMore = page.hasMore
    expect(page.hasMorePages).toBe(hasMore)
  }
  expect(paged).toEqual(whole)
})

test('a full page says that there is more and where, even when it was the last', () => {
  const { length } = list({ LIMIT: 200 }).items
  const answer = (params: Params) => recentList.run(params, contextOf(world, 1))
  expect(answer({ LIMIT: 5, OFFSET: 10 })).toMatchObject({ total: -1, next: 15 })
  expect(answer({ LIMIT: length })).toMatchObject({ result: { hasMore: true }, next: length })
  expect(list({ LIMIT: length, OFFSET: length })).toMatchObject({ items: [], hasMore: false })
  expect(answer({ LIMIT: 200 })).not.toHaveProperty('next')
})

test('the total is not given', () => {
  expect(recentList.run({}, contextOf(world, 1)).total).toBe(-1)
})

test('kinds of conversations can be left out', () => {
  expect(kinds({}).has('P') && kinds({}).has('C') && kinds({}).has('L') && kinds({}).has('N')).toBe(true)
  expect(kinds({ SKIP_DIALOG: 'Y' }).has('P')).toBe(false)
  expect(kinds({ SKIP_OPENLINES: 'Y' }).has('L')).toBe(false)
  expect(kinds({ SKIP_CHAT: 'Y' })).toEqual(new Set(['P', 'L', 'N', 'J']))
  expect(kinds({ ONLY_CHANNEL: 'Y' })).toEqual(new Set(['N', 'J']))
  expect(kinds({ ONLY_COPILOT: 'Y' })).toEqual(new Set())
})

test('only unread conversations remain when asked for', () => {
  const { items } = list({ UNREAD_ONLY: 'Y', LIMIT: 200 })
  expect(items.length).toBeGreaterThan(0)
  for (const item of items) expect(item.counter).toBeGreaterThan(0)
})

test('after a date the conversation it was taken from comes again, whatever the offset', () => {
  const { items } = list({ LIMIT: 200 })
  const date = items[9]?.message.date ?? ''
  const expected = items.find(item => item.message.date === date)?.id
  expect(list({ LIMIT: 200, LAST_MESSAGE_DATE: date }).items[0]?.id).toBe(expected)
  expect(list({ LIMIT: 200, LAST_MESSAGE_DATE: date, OFFSET: 20 }).items[0]?.id).toBe(expected)
})

test('the last message is shown without tags, or as it was written', () => {
  const chat = world.chats.get(1489)
  chat?.messages.add({ authorId: 5, createdAt: 1.8e12, text: '[b]Bold[/b] for [USER=1 REPLACE]Sofia[/USER]', likedBy: [], fileIds: [], systemCode: '' })
  const text = (params: Params) => list(params).items.find(item => item.id === 'chat1489')?.message.text
  expect(text({})).toBe('Bold for Sofia')
  expect(text({ GET_ORIGINAL_TEXT: 'Y' })).toBe('[b]Bold[/b] for [USER=1 REPLACE]Sofia[/USER]')
})

test('roles are in capitals and muting is a map', () => {
  const item = list({ LIMIT: 200 }, 547).items.find(one => one.id === 'chat1489')
  expect(item?.chat).toMatchObject({ role: 'MEMBER', mute_list: { 547: true } })
  expect(list().items.find(one => one.id === 'chat1489')?.chat).toMatchObject({ role: 'MANAGER', mute_list: [] })
})

test('a private row knows three things of its chat', () => {
  expect(Object.keys(list({ LIMIT: 200 }).items.find(item => item.id === 17)?.chat ?? {}).sort()).toEqual(['background_id', 'mute_list', 'text_field_enabled'])
})

test('an open line says which dialogue it is', () => {
  expect(list({ LIMIT: 200 }).items.find(item => item.id === 'chat2210')?.lines).toMatchObject({ id: 343 })
})

test('a chat the person has left is not in the list', () => {
  expect(list({ LIMIT: 200 }).items.map(item => item.id)).not.toContain('chat1555')
})
