import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MARK_WORDS, parseMarkWords, toMarkWords, writeMarkWords } from './mark-words.ts'

test.each([[undefined], [null], [''], ['{'], ['7'], ['[]'], [{ decision: ['x'] }], ['null'], [`"${'x'.repeat(50_000)}"`]])('the option %j chooses no words, so those of the app count', (option) => {
  expect(parseMarkWords(option)).toBe(MARK_WORDS)
})

test('words that were written are read again, and what is no word of them is left out', () => {
  const words = [{ kind: 'decision', word: 'Beschluss' }, { kind: 'promise', word: 'Ich mache' }] as const
  expect(parseMarkWords(writeMarkWords(words))).toEqual(words)
  expect(parseMarkWords('{"decision":"x","promise":["y"]}')).toEqual([{ kind: 'promise', word: 'y' }])
})

test('nobody chooses more or longer words than a message is looked at for', () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 300 }), (words) => {
    const used = toMarkWords(parseMarkWords(JSON.stringify({ decision: words, promise: [] })))
    expect(used.length).toBeLessThanOrEqual(200)
    expect(used.every(({ word }) => word.length > 0 && word.length <= 40)).toBe(true)
  }))
})
