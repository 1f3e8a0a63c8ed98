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
  const words = (count: number, length: number) => Array.from({ length: count }, (_, index) => String(index).padStart(length, 'x'))
  const used = toMarkWords(parseMarkWords(JSON.stringify({ decision: ['', ...words(1, 41), ...words(401, 40)], promise: ['late'] })))
  expect(used.map(({ word }) => word)).toEqual(words(400, 40))
})
