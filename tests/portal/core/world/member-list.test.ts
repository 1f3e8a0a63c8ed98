import { expect, test } from 'vitest'
import { createMemberList, membersOf } from './member-list.ts'

const state = { historyFromId: 0, lastReadId: 0, lastReadAt: null, isManager: false, isMuted: false }

test('members come by ascending person id, each once', () => {
  const members = createMemberList(() => [9, 2, 5, 2], () => state)
  expect([...membersOf(members)].map(({ personId }) => personId)).toEqual([2, 5, 9])
  expect(members.count).toBe(3)
})

test('a member is found by id, others are not', () => {
  const members = createMemberList(() => [2, 5], () => state)
  expect(members.of(5)?.personId).toBe(5)
  expect(members.of(4)).toBeUndefined()
})

test('what happens to a member stays', () => {
  const members = createMemberList(() => [2, 5], () => state)
  members.at(1).lastReadId = 77
  expect(members.of(5)?.lastReadId).toBe(77)
})

test('who is removed is gone from count, order and look-up', () => {
  const members = createMemberList(() => [2, 5, 9], () => state)
  expect(members.remove(5)).toBe(true)
  expect(members.remove(5)).toBe(false)
  expect([members.count, members.at(1).personId, members.of(5)]).toEqual([2, 9, undefined])
})

test('nobody’s state is worked out before it is asked for', () => {
  const asked: number[] = []
  const members = createMemberList(() => Array.from({ length: 3_000 }, (_unused, index) => index + 1), (personId) => {
    asked.push(personId)
    return state
  })
  members.of(17)
  expect(members.count).toBe(3_000)
  expect(asked).toEqual([17])
})

test('an index outside the list is an error', () => {
  expect(() => createMemberList(() => [1], () => state).at(1)).toThrow(RangeError)
})
