import { expect, test } from 'vitest'
import { LONGEST_WORD, MARK_WORDS, markedLine, MOST_WORDS, parseMarkWords, toMarkWords, writeMarkWords } from './mark-words.ts'

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
  const most = words(MOST_WORDS, LONGEST_WORD)
  const written = JSON.stringify({ decision: ['', ...words(1, LONGEST_WORD + 1), ...most], promise: ['late'] })
  expect(toMarkWords(parseMarkWords(written)).map(({ word }) => word)).toEqual(most)
})

test('a word is found that was kept with its colon, and words that no line can begin with are left out', () => {
  const words = toMarkWords(['Decision:', 'Beschluss ：', '✅', '#go', 'a:b', ':'].map(word => ({ kind: 'decision', word })))
  expect(words.map(({ word }) => word)).toEqual(['decision', 'beschluss'])
  expect(markedLine('✅ Decision: we ship', words)).toEqual({ kind: 'decision', word: 'Decision' })
  expect(toMarkWords(MARK_WORDS)).toHaveLength(MARK_WORDS.length)
})
