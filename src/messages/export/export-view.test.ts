import { expect, test } from 'vitest'
import { createTimeLeft, shareDone } from './export-view.ts'

const progress = { read: 50, dateReached: 400, estimate: 200, requests: 1, waiting: null, isHistoryLimited: null }

test('the share is that of the messages where their number is known, else that of the time', () => {
  expect(shareDone(progress, { since: null, until: null }, 1_000)).toBe(0.25)
  expect(shareDone({ ...progress, estimate: null }, { since: 0, until: null }, 1_000)).toBe(0.4)
  expect(shareDone({ ...progress, estimate: null }, { since: 0, until: 800 }, 1_000)).toBe(0.5)
  expect(shareDone({ ...progress, estimate: null }, { since: null, until: 800 }, 1_000)).toBeNull()
  expect(shareDone({ ...progress, estimate: null, dateReached: null }, { since: 0, until: null }, 1_000)).toBeNull()
})

test('the time left follows the pace of the last half minute', () => {
  const left = createTimeLeft()
  expect(left(0, 0)).toBeNull()
  expect(left(0.01, 1_000)).toBeNull()
  expect(left(0.1, 10_000)).toBe(90_000)
  expect(left(0.3, 35_000)).toBeCloseTo(0.7 * 25_000 / 0.2, 0)
})

test('while it is held nothing is promised, and the time held does not count', () => {
  const left = createTimeLeft()
  left(0, 0)
  left(0.1, 10_000)
  expect(left(null, 11_000)).toBeNull()
  expect(left(0.1, 500_000)).toBeNull()
  expect(left(0.2, 510_000)).toBeCloseTo(80_000, 0)
})
