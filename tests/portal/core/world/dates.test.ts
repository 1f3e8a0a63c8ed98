import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockTime, isoDate, parseIsoDate, plainDate } from './dates.ts'

const time = Date.UTC(2026, 1, 25, 15, 50, 58)

test('a date carries the portal’s offset, as in the sample of im.dialog.get', () => {
  expect(isoDate(time, 60)).toBe('2026-02-25T16:50:58+01:00')
})

test('an offset of nothing is written out', () => {
  expect(isoDate(time, 0)).toBe('2026-02-25T15:50:58+00:00')
})

test('offsets west of Greenwich and of half an hour are written', () => {
  expect(isoDate(time, -210)).toBe('2026-02-25T12:20:58-03:30')
})

test('a plain date is the wall clock without an offset', () => {
  expect(plainDate(time, 60)).toBe('2026-02-25 16:50:58')
})

test('a clock time is the wall clock’s', () => {
  expect(clockTime(time, 60)).toBe('16:50')
})

test('what is printed is read back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: -720, max: 840 }), (seconds, offset) => {
    expect(parseIsoDate(isoDate(seconds * 1000, offset))).toBe(seconds * 1000)
  }))
})

test.each(['', 'yesterday', '2026-02-25', '2026-13-40T00:00:00Z', '25.02.2026 16:50'])('%j is no date', (text) => {
  expect(parseIsoDate(text)).toBeNull()
})
