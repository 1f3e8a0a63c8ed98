import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'
import type { MessageNode } from './nodes.ts'
import { parseMessage } from './parse-message.ts'
import { plainText } from './plain-text.ts'

function marked(nodes: readonly MessageNode[]): string[] {
  return nodes.flatMap(node => node.kind === 'mark' ? [node.text] : 'children' in node ? marked(node.children) : [])
}

const hits = (text: string, query: string): string[] => marked(highlight(parseMessage(text), query))

test.each([
  ['Hello hello', 'HELLO', ['Hello', 'hello']],
  ['Привет, ПРИВЕТ', 'привет', ['Привет', 'ПРИВЕТ']],
  ['café cafe\u0301s', 'cafe', ['café', 'cafe\u0301']],
  ['Straße', 'STRASSE', ['Straße']],
  ['ﬁle', 'i', ['ﬁ']],
  ['ﬁle', 'file', ['ﬁle']],
  ['x ﷺ y', 'ﷺ', ['ﷺ']],
  ['😀 x😀', '😀', ['😀', '😀']],
  ['one two three', 'three one', ['one', 'three']],
  ['aaa', 'aa a', ['aaa']],
  ['abcd', 'abc bcd', ['abcd']],
])('in %s the query %s marks %j', (text, query, expected) => {
  expect(hits(text, query)).toEqual(expected)
})

test('a word half of which is bold is found', () => {
  expect(hits('[b]he[/b]llo', 'hello')).toEqual(['he', 'llo'])
})

test('words in mentions, links, quotes and code are marked', () => {
  expect(hits('[user=5]Eve X[/user] [url=https://a.example]X[/url]\n>>X\n[code]X[/code]', 'x')).toEqual(['X', 'X', 'X', 'X'])
})

test('a word does not run from a block into the next', () => {
  expect(hits('he\n>>llo', 'hello')).toEqual([])
})

test('a letter that folds to two is marked whole by the first of them', () => {
  expect(hits('ß!', 's')).toEqual(['ß'])
})

test('an empty query and signs of a pattern mark nothing by accident', () => {
  expect(hits('abc', '  ')).toEqual([])
  expect(hits('abc', '.*')).toEqual([])
  expect(hits('a.*c', '.*')).toEqual(['.*'])
})

test('marking changes no word, and marking again replaces', () => {
  const nodes = parseMessage('one [b]two[/b] [disk=5] three')
  const twice = highlight(highlight(nodes, 'two'), 'three')
  expect(plainText(twice)).toBe(plainText(nodes))
  expect(marked(twice)).toEqual(['three'])
})

test('hits beyond 500 are left unmarked', () => {
  expect(hits('a '.repeat(5_000), 'a')).toHaveLength(500)
})
