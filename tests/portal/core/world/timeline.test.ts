import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimeline, type TimelinePlan } from './timeline.ts'

const HOUR = 3_600_000
const plan: TimelinePlan = { seed: 'time', count: 5_000, endAt: Date.UTC(2026, 7, 21, 12), perWorkday: 40, utcOffsetMinutes: 60 }

test('time never runs backwards, whatever the plan', () => {
  fc.assert(fc.property(
    fc.record({
      seed: fc.string(),
      count: fc.integer({ min: 1, max: 400 }),
      endAt: fc.integer({ min: 1.5e12, max: 1.9e12 }),
      perWorkday: fc.integer({ min: 1, max: 300 }),
    }),
    (given) => {
      const timeAt = createTimeline({ ...given, utcOffsetMinutes: 60 })
      for (let position = 1; position < given.count; position += 1) expect(timeAt(position)).toBeGreaterThanOrEqual(timeAt(position - 1))
      expect(timeAt(given.count - 1)).toBe(given.endAt)
    },
  ))
})

test('people write on working days between eight and seven', () => {
  const timeAt = createTimeline(plan)
  for (let position = 0; position < plan.count; position += 1) {
    const local = new Date(timeAt(position) + HOUR)
    expect(local.getUTCDay()).not.toBe(0)
    expect(local.getUTCDay()).not.toBe(6)
    expect(local.getUTCHours()).toBeGreaterThanOrEqual(8)
    expect(local.getUTCHours()).toBeLessThan(19)
  }
})

test('a conversation that ends on a Sunday goes on from Friday backwards', () => {
  const sunday = Date.UTC(2026, 7, 23, 12)
  const timeAt = createTimeline({ ...plan, endAt: sunday })
  expect(new Date(timeAt(plan.count - 1 - plan.perWorkday) + HOUR).getUTCDay()).toBe(5)
})
