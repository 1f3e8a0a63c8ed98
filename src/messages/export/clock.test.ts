import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClock } from './clock.ts'

const berlin = createClock({ language: 'en', timeZone: 'Europe/Berlin' })
const NIGHT = Date.UTC(2026, 9, 25)
const MINUTE = 60_000

test('the hour that comes twice is told apart by its offset, in stamps and in times of day (r13)', () => {
  expect([berlin.stamp(NIGHT + 30 * MINUTE), berlin.stamp(NIGHT + 90 * MINUTE)]).toEqual(['2026-10-25 02:30:00 +02:00', '2026-10-25 02:30:00 +01:00'])
  expect([berlin.time(NIGHT + 30 * MINUTE), berlin.time(NIGHT + 90 * MINUTE)].map(text => text.replace(/\s/gu, ' '))).toEqual(['2:30 AM +02:00', '2:30 AM +01:00'])
})

test('hours that come once have no offset, in the same night and when the clock goes forward (r13)', () => {
  expect([NIGHT - MINUTE, NIGHT + 120 * MINUTE, Date.UTC(2026, 2, 29, 0, 59), Date.UTC(2026, 2, 29, 1)].map(berlin.stamp)).toEqual([
    '2026-10-25 01:59:00', '2026-10-25 03:00:00', '2026-03-29 01:59:00', '2026-03-29 03:00:00',
  ])
})

test.each([
  ['America/St_Johns', Date.UTC(2026, 10, 1, 3, 45), '2026-11-01 01:15:00 -02:30', '2026-11-01 01:15:00 -03:30', 60],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 14, 45), '2026-04-05 01:45:00 +11:00', '2026-04-05 01:45:00 +10:30', 30],
])('%s has its own hour (r13)', (timeZone, instant, first, second, minutes) => {
  const clock = createClock({ language: 'de', timeZone })
  expect([clock.stamp(instant), clock.stamp(instant + minutes * MINUTE)]).toEqual([first, second])
})

test('two minutes never look alike, in any zone (r13)', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia', 'Asia/Tehran')
  const instants = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2030, 0) }).map(instant => instant - instant % MINUTE)
  fc.assert(fc.property(zones, instants, fc.constantFrom(15, 30, 60, 120), (timeZone, instant, minutes) => {
    const { stamp } = createClock({ language: 'en', timeZone })
    expect(stamp(instant)).not.toBe(stamp(instant + minutes * MINUTE))
  }))
  for (let minute = 0; minute < 240; minute += 5) {
    expect(berlin.stamp(NIGHT + minute * MINUTE)).not.toBe(berlin.stamp(NIGHT + (minute + 60) * MINUTE))
  }
})

test('a date is that of the zone, not of UTC (r11)', () => {
  expect(createClock({ language: 'en', timeZone: 'America/Los_Angeles' }).date(Date.UTC(2026, 10, 28, 4, 30))).toBe('2026-11-27')
})
