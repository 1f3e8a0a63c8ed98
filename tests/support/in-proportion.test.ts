import { expect, test } from 'vitest'
import { expectInProportion, repeated } from './in-proportion.ts'

// What judges the patterns of all tests must see one that looks from each character at all others.

test('a pattern that looks at all characters from each is found, and the text it does so with is named', () => {
  const texts = [`${repeated('a ')}b`, `${repeated(' ', 20_000)}b`]
  expect(() => expectInProportion(texts, text => text.replace(/\s+$/, ''))).toThrow(/more time than they have characters/)
  expect(() => expectInProportion(texts.slice(0, 1), text => text.replace(/\s+$/, ''))).not.toThrow()
})

test('what takes long, but no longer than a text has characters, is in proportion', () => {
  const use = (text: string): void => {
    const before = process.cpuUsage()
    while (process.cpuUsage(before).user < 100 * text.length) continue
  }
  expect(() => expectInProportion([repeated('a', 1_000)], use)).not.toThrow()
})
