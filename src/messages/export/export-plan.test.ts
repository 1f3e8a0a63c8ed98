import { expect, test } from 'vitest'
import { aPlan } from '../../../tests/support/an-export.ts'
import { exportName } from './export-plan.ts'

const EVENING = { createdAt: Date.UTC(2026, 10, 28, 4, 30), timeZone: 'America/Los_Angeles' }

test('an export is called by the day on which it was made where it was made (r11)', () => {
  expect(exportName(aPlan({}, EVENING))).toBe('Launch 2026-11-27')
})

test('of a long title and a date the title is cut, between characters (r11)', () => {
  expect(exportName(aPlan({}, { ...EVENING, chatTitle: 'a'.repeat(120) }))).toBe(`${'a'.repeat(69)} 2026-11-27`)
  expect(exportName(aPlan({}, { ...EVENING, chatTitle: `${'a'.repeat(66)}👩‍👩‍👧` }))).toBe(`${'a'.repeat(66)} 2026-11-27`)
})

test('without a title that a file can have there is the day (r11)', () => {
  expect(exportName(aPlan({}, { ...EVENING, chatTitle: ' ../. ' }))).toBe('2026-11-27')
})
