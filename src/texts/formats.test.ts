import { expect, test } from 'vitest'
import { createFormats, isolate } from './formats.ts'
import { pluralRule } from './message.ts'

const now = new Date('2026-03-10T12:00:00Z')

test.each([
  ['2026-03-10T11:59:40Z', 'this minute'],
  ['2026-03-10T11:55:00Z', '5 minutes ago'],
  ['2026-03-10T09:10:00Z', '2 hours ago'],
  ['2026-03-09T09:00:00Z', 'yesterday'],
  ['2026-03-09T23:00:00Z', '13 hours ago'],
  ['2026-03-08T13:00:00Z', '2 days ago'],
  ['2026-03-05T11:00:00Z', '5 days ago'],
  ['2026-02-01T11:00:00Z', 'February 1, 2026'],
  ['2026-03-10T12:04:00Z', 'this minute'],
])('%s is told as "%s"', (instant, words) => {
  expect(createFormats('en').ago(new Date(instant), now)).toBe(words)
})

test('names in a list are isolated from each other', () => {
  expect(createFormats('de').names(['Анна', 'דנה', 'Ben'])).toBe(`${isolate('Анна')}, ${isolate('דנה')} und ${isolate('Ben')}`)
})

test.each([
  ['en', 2, { 1: 0, 2: 1, 0: 1 }],
  ['ru', 3, { 1: 0, 3: 1, 5: 2, 21: 0, 11: 2, 1.5: 2 }],
  ['de', 2, { 1: 0, 7: 1 }],
])('%s picks the form that its grammar asks for', (tag, forms, cases) => {
  for (const [count, index] of Object.entries(cases)) expect(pluralRule(tag)(Number(count), forms), count).toBe(index)
})
