import { expect, test } from 'vitest'
import { createZoneTimes } from './local-times.ts'

const NOON = Date.UTC(2026, 2, 10, 12)

test.each([
  ['en', 'Asia/Tokyo', '9:00 PM'],
  ['en-GB', 'Asia/Tokyo', '21:00'],
  ['de', 'America/St_Johns', '09:30'],
  ['ru', 'Asia/Kathmandu', '17:45'],
])('in %s the time in %s is %s', (tag, zone, time) => {
  expect(createZoneTimes(tag)(NOON, zone).replace(/\s/g, ' ')).toBe(time)
})

test.each(['', 'Nowhere/Land', 'x'.repeat(1_000)])('a zone such as %j has no time', (zone) => {
  const timeIn = createZoneTimes('en')
  expect([timeIn(NOON, zone), timeIn(NOON, zone)]).toEqual(['', ''])
})
