import { expect, test } from 'vitest'
import { cleanText } from './clean-text.ts'

test('nothing turns the text around it', () => {
  expect(cleanText('a\u202Eb\u202C\u2066c\u2069')).toBe('abc')
})

test('marks pile up to eight on a letter, not further', () => {
  expect(cleanText(`a${'\u0301'.repeat(500)}b`)).toBe(`a${'\u0301'.repeat(8)}b`)
})

test('characters without width are few in a row', () => {
  expect(cleanText(`a${'\u200B\u0301\uFEFF'.repeat(500)}b`)).toHaveLength(10)
})

test.each(['👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'é', 'नमस्ते', 'שָׁלוֹם', 'می\u200Cخواهم', 'a\tb\nc'])('%s is left as it is', (text) => {
  expect(cleanText(text)).toBe(text)
})

test('control characters go, and every line end is a line feed', () => {
  expect(cleanText('a\0\u001b\rb\r\nc\u2028d')).toBe('a\nb\nc\nd')
})

test('of many empty lines two are left', () => {
  expect(cleanText(`a${'\n \t'.repeat(1_000)}\nb`)).toBe('a\n\n\nb')
})
