import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber } from '../../messages/keep/questions/insights/days.ts'
import { bucketSizeFor, toBuckets } from './buckets.ts'

const FIRST = dayNumber(new Date(2026, 0, 1)) // a Thursday

test('nothing that was counted is lost, whatever the size, and spans touch', () => {
  fc.assert(fc.property(fc.uint32Array({ max: 1000, maxLength: 900 }), fc.constantFrom('day', 'week', 'month'), (counts, size) => {
    const buckets = toBuckets(FIRST, [counts, counts], size)
    const total = counts.reduce((sum, count) => sum + count, 0)
    expect(buckets.reduce((sum, { counts: [one = 0] }) => sum + one, 0)).toBe(total)
    expect(buckets.every(({ counts: [one, other] }) => one === other)).toBe(true)
    buckets.slice(1).forEach(({ since }, index) => expect(since).toBe((buckets[index]?.until ?? 0) + 1))
  }))
})

test('a week begins on Monday and a month on its first', () => {
  const days = new Uint32Array(40).fill(1)
  const week = toBuckets(FIRST, [days], 'week')
  expect(week.map(({ since }) => new Date(since).getDay())).toEqual([4, 1, 1, 1, 1, 1, 1])
  expect(week[0]?.counts).toEqual([4])
  const month = toBuckets(FIRST, [days], 'month')
  expect(month.map(({ since, counts: [count] }) => [new Date(since).getDate(), count])).toEqual([[1, 31], [1, 9]])
})

test('there are never more bars than can be told apart, for nineteen years', () => {
  expect([1, 70, 71, 490, 491].map(bucketSizeFor)).toEqual(['day', 'day', 'week', 'week', 'month'])
})

test.each([[0, 4], [1, 5], [6, 3]])('weeks begin on the weekday of the language: %i', (firstWeekday, daysOfFirst) => {
  // from Wednesday, 7 January 2026
  const firstDay = Date.UTC(2026, 0, 7) / 86_400_000
  const [first, second] = toBuckets(firstDay, [new Uint32Array(20).fill(1)], 'week', firstWeekday)
  expect([first?.counts, second?.counts]).toEqual([[daysOfFirst], [7]])
})
