import { expect, test } from 'vitest'
import { createOperatingBudget, createRateBuckets } from './limits.ts'

const fill = (isWithin: (ip: string, now: number) => boolean, count: number, now: number, ip = 'a') =>
  Array.from({ length: count }, () => isWithin(ip, now)).filter(Boolean).length

test('a burst passes and the next request does not', () => {
  const isWithin = createRateBuckets({ burst: 50, perSecond: 2 })
  expect(fill(isWithin, 60, 0)).toBe(50)
})

test('every full second lets two more through', () => {
  const isWithin = createRateBuckets({ burst: 50, perSecond: 2 })
  fill(isWithin, 50, 0)
  expect(fill(isWithin, 5, 999)).toBe(0)
  expect(fill(isWithin, 5, 1000)).toBe(2)
  expect(fill(isWithin, 5, 3500)).toBe(4)
})

test('each address has its own bucket', () => {
  const isWithin = createRateBuckets({ burst: 1, perSecond: 1 })
  expect([isWithin('a', 0), isWithin('b', 0), isWithin('a', 0)]).toEqual([true, true, false])
})

test('a basket of working time lives ten minutes from its first call', () => {
  const budget = createOperatingBudget()
  const start = 20_000
  budget.spend('m', start, 1000)
  budget.spend('m', start + 10_000, 500)
  budget.spend('m', start + 60_000, 250)
  expect(budget.state('m', start + 599_999)).toEqual({ seconds: 1.75, resetAt: 620 })
  expect(budget.state('m', start + 600_000)).toEqual({ seconds: 0.25, resetAt: 680 })
  expect(budget.state('m', start + 660_000)).toEqual({ seconds: 0, resetAt: 1280 })
})

test('at the second that was named the basket is gone', () => {
  const budget = createOperatingBudget()
  budget.spend('m', 20_900, 1000)
  const { resetAt } = budget.state('m', 20_900)
  expect(resetAt).toBe(620)
  expect(budget.state('m', resetAt * 1000 - 1).seconds).toBe(1)
  expect(budget.state('m', resetAt * 1000).seconds).toBe(0)
})

test('methods do not share their working time', () => {
  const budget = createOperatingBudget()
  budget.spend('a', 0, 1000)
  expect(budget.state('b', 0).seconds).toBe(0)
})
