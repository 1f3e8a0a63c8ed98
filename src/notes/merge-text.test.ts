import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeText } from './merge-text.ts'

test.each([
  ['one changes', 'Buy milk', 'Buy oat milk', 'Buy milk', 'Buy oat milk'],
  ['both change other words', 'Buy milk for Anna today', 'Buy oat milk for Anna today', 'Buy milk for Tom today', 'Buy oat milk for Tom today'],
  ['both change the same in the same way', 'Buy milk', 'Get milk', 'Get milk', 'Get milk'],
  ['one takes away, one adds elsewhere', 'Buy milk and bread', 'Buy milk', 'Please buy milk and bread', 'Please buy milk'],
  ['both change the same word', 'Buy milk', 'Get milk', 'Fetch milk', null],
  ['both write at the end', 'Buy milk', 'Buy milk and bread', 'Buy milk today', null],
  ['one of them writes rows', 'One\nTwo', 'One\nTwo\nThree', 'Zero\nTwo', 'Zero\nTwo\nThree'],
  ['words of other scripts', 'Купить молоко сегодня', 'Купить хлеб сегодня', 'Купить молоко завтра', 'Купить хлеб завтра'],
])('%s', (_name, base, mine, theirs, merged) => {
  expect(mergeText(base, mine, theirs)).toBe(merged)
  expect(mergeText(base, theirs, mine)).toBe(mergeText(base, mine, theirs))
})

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'ä', '日', '.', ' ', '\n', '👍', 'e\u0301'), { maxLength: 30 }).map(parts => parts.join(''))

test('whose text is called mine makes no difference, and an unchanged one gives way', () => {
  fc.assert(fc.property(text, text, text, (base, one, other) => {
    expect(mergeText(base, one, other)).toBe(mergeText(base, other, one))
    expect(mergeText(base, base, other)).toBe(other)
    expect(mergeText(base, one, one)).toBe(one)
  }), { numRuns: 300 })
})
