import { expect, test } from 'vitest'
import { createDetailFormats } from './detail-formats.ts'

/** `Intl` writes several kinds of spaces that look the same in a test. */
const plain = (text: string) => text.replaceAll(/\s/gu, ' ')

test.each([
  ['en', '€14,250.50'], ['de', '14.250,50 €'], ['ru', '14 250,50 €'],
])('money is written as in %s', (tag, expected) => {
  expect(plain(createDetailFormats(tag).money(14_250.5, 'EUR'))).toBe(expected)
})

test('a currency has as many decimals as it has', () => {
  expect(createDetailFormats('en').money(129_000, 'JPY')).toBe('¥129,000')
})

test.each([['BONUS', '1,200.5 BONUS'], ['', '1,200.5'], ['eu', '1,200.5 eu']])('a code %j that no currency has stands behind the number', (code, expected) => {
  expect(plain(createDetailFormats('en').money(1_200.5, code))).toBe(expected)
})

test('a moment has a day and a time', () => {
  expect(plain(createDetailFormats('en').moment(new Date('2026-08-19T12:00:00Z')))).toBe('Aug 19, 2026, 12:00 PM')
  expect(plain(createDetailFormats('de').moment(new Date('2026-08-19T12:00:00Z')))).toBe('19.08.2026, 12:00')
})
