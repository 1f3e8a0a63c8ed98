import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutCharacters, shorten } from './cut-characters.ts'

const whole = (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)

test('a text is cut where one character ends and the next begins, as near to the limit as that is (r11)', () => {
  const texts = fc.array(fc.constantFrom('a', ' ', '\r\n', 'e\u0301', '👩‍👩‍👧', '🇩🇪', '👍🏽', 'क्षि', '한', '😀'), { maxLength: 200 }).map(parts => parts.join(''))
  fc.assert(fc.property(texts, fc.integer({ min: 12, max: 300 }), (text, limit) => {
    const cut = cutCharacters(text, limit)
    const characters = whole(text)
    const kept = whole(cut)
    expect(characters.slice(0, kept.length)).toEqual(kept)
    const next = characters[kept.length]
    expect(cut.length <= limit && (next === undefined || cut.length + next.length > limit)).toBe(true)
  }), { numRuns: 500 })
})

test('a character that is longer than the limit is cut itself, and never in half a sign (r11)', () => {
  expect(cutCharacters(`e${'\u0301'.repeat(50)}`, 10)).toHaveLength(10)
  expect(cutCharacters('👩‍👩‍👧', 4)).toBe('👩‍')
})

test('what is shortened for a line or two ends with a whole character and a mark (r11)', () => {
  expect(shorten('ab👩‍👩‍👧', 6)).toBe('ab…')
  expect(shorten('ab', 6)).toBe('ab')
})
