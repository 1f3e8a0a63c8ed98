import { expect, test } from 'vitest'
import { toReadState } from './to-read-state.ts'

const NO_VIEWS = { message_id: null, first_viewers: [], count_of_viewers: null }

function aReader(userId: number, messageId: number, date: string | null = null): Record<string, unknown> {
  return { user_id: userId, user_name: `Person ${userId}`, message_id: messageId, date }
}

test('counts those who have read up to the last message', () => {
  const readers = [aReader(103, 84_477), aReader(547, 84_476), aReader(5, 0)]
  expect(toReadState({ lastMessageId: 84_477, readers, views: NO_VIEWS, viewerId: 1, others: 0 }))
    .toEqual({ lastMessageId: 84_477, readers: 1, listed: 3, names: ['Person 103'] })
})

test('names come in the order of reading, at most five', () => {
  const readers = [6, 5, 4, 3, 2].map(id => aReader(id, 10, `2026-03-02T17:4${id}:00+02:00`)).concat(aReader(7, 10))
  expect(toReadState({ lastMessageId: 10, readers, views: NO_VIEWS, viewerId: 1, others: 0 })?.names)
    .toEqual(['Person 2', 'Person 3', 'Person 4', 'Person 5', 'Person 6'])
})

test('the person who looks is not counted', () => {
  const readers = [aReader(1, 10), aReader(2, 0)]
  expect(toReadState({ lastMessageId: 10, readers, views: NO_VIEWS, viewerId: 1, others: 0 })).toMatchObject({ readers: 0, listed: 1 })
  const views = { message_id: 10, first_viewers: [{ user_id: 1, user_name: 'Me' }], count_of_viewers: 0 }
  expect(toReadState({ lastMessageId: 10, readers: [], views, viewerId: 1, others: 0 })).toBeNull()
})

test('views of the last message count where the list does not name them all', () => {
  const views = { message_id: 10, first_viewers: [{ user_id: 27, user_name: 'Samantha' }, 28, { user_id: 1, user_name: 'Me' }], count_of_viewers: 41 }
  expect(toReadState({ lastMessageId: 10, readers: [aReader(2, 10)], views, viewerId: 1, others: 0 }))
    .toEqual({ lastMessageId: 10, readers: 41, listed: 41, names: ['Person 2', 'Samantha'] })
})

test('a viewer whom the list does not have counts as one more', () => {
  const views = { message_id: 10, first_viewers: [{ user_id: 27, user_name: 'Samantha' }], count_of_viewers: 1 }
  expect(toReadState({ lastMessageId: 10, readers: [aReader(2, 10)], views, viewerId: 1, others: 0 }))
    .toMatchObject({ readers: 2, listed: 2, names: ['Person 2', 'Samantha'] })
})

test('views of another message do not count', () => {
  const views = { message_id: 9, first_viewers: [27], count_of_viewers: 41 }
  expect(toReadState({ lastMessageId: 10, readers: [aReader(2, 0)], views, viewerId: 1, others: 0 })).toMatchObject({ readers: 0, listed: 1, names: [] })
})

test('without a message or without others there is nothing to say', () => {
  expect(toReadState({ lastMessageId: null, readers: [aReader(2, 0)], views: NO_VIEWS, viewerId: 1, others: 0 })).toBeNull()
  expect(toReadState({ lastMessageId: 10, readers: [], views: NO_VIEWS, viewerId: 1, others: 0 })).toBeNull()
  expect(toReadState({ lastMessageId: 10, readers: [null, 5, {}, 'x'], views: NO_VIEWS, viewerId: 1, others: 0 })).toBeNull()
})

test.each([
  ['a list that leaves people out', [aReader(2, 10)], NO_VIEWS],
  ['a number of views without a list', [], { message_id: 10, first_viewers: [27], count_of_viewers: 1 }],
])('%s is not everyone', (_case, readers, views) => {
  expect(toReadState({ lastMessageId: 10, readers, views, viewerId: 1, others: 7 })).toMatchObject({ readers: 1, listed: 7 })
})

test('where the portal names no reader at all, its counter alone says nothing', () => {
  expect(toReadState({ lastMessageId: 10, readers: [], views: NO_VIEWS, viewerId: 1, others: 7 })).toBeNull()
})
