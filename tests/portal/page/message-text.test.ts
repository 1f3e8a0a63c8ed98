import { expect, test } from 'vitest'
import { plainText, textPieces } from './message-text.ts'

test('marks become looks', () => {
  expect(textPieces('See [url=https://example.com]this[/url], [user=5]Ann[/user]: [b]now[/b]')).toEqual([
    { text: 'See ', look: 'plain' },
    { text: 'this', look: 'link' },
    { text: ', ', look: 'plain' },
    { text: 'Ann', look: 'mention' },
    { text: ': ', look: 'plain' },
    { text: 'now', look: 'bold' },
  ])
})

test('an unclosed mark is dropped, other brackets stay', () => {
  expect(plainText('[b]half [1] and [unknown]')).toBe('half [1] and [unknown]')
})

test('a preview is one line', () => {
  expect(plainText('one[br]two\n\nthree')).toBe('one two three')
})
