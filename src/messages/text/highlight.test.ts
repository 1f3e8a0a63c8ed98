import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, toWords, wordsTest } from '../../lib/fold-text.ts'
import { highlight } from './highlight.ts'
import { plainText, type MessageNode } from './nodes.ts'
import { parseMessage } from './parse-message.ts'

function marked(nodes: readonly MessageNode[]): string[] {
  return nodes.flatMap(node => node.kind === 'mark' ? [node.text] : 'children' in node ? marked(node.children) : [])
}

const hitsIn = (nodes: readonly MessageNode[], query: string): string[] => marked(highlight(nodes, query))
const hits = (text: string, query: string): string[] => hitsIn(parseMessage(text), query)

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

test.each([
  ['I don’t know', 'don\'t', ['don’t']],
  ['Łódź, łódź', 'lodz', ['Łódź', 'łódź']],
  ['काम', 'कम', []],
  ['Ærøskøbing', 'aeroskobing', ['Ærøskøbing']],
  ['İSTANBUL ve Işık', 'istanbul isik', ['İSTANBUL', 'Işık']],
  ['« oui »', 'oui', ['oui']],
  ['co\u00adop e\u2011mail', 'coop e-mail', ['co\u00adop', 'e\u2011mail']],
  ['👨‍👩‍👧!', '👩', ['👨‍👩‍👧']],
  ['🇺🇦🇦🇺', '🇦🇺', ['🇦🇺']],
])('in %s the query %s marks %j: what is found is marked (r9)', (text, query, expected) => {
  expect(hits(text, query)).toEqual(expected)
  expect(wordsTest(query)(text)).toBe(expected.length > 0)
})

test('what is found is marked, what is marked folds to the words looked for, and nothing else is (r9)', () => {
  const unit = fc.constantFrom('a', 'Ł', 'ł', 'ó', 'o\u0301', 'ß', 'ẞ', 's', 'ﬁ', 'f', 'i', 'İ', 'ı', 'I', '’', '\'', 'क', 'का', 'か', 'が', '가', '각', '👍🏽', '👍', '🇺🇦', ' ', '\u00a0', '\u00ad', '-', '\u2011', 'ς', 'Σ')
  const text = fc.string({ unit, maxLength: 30 })
  fc.assert(fc.property(text, fc.string({ unit, minLength: 1, maxLength: 4 }), (words, query) => {
    const nodes: MessageNode[] = [{ kind: 'text', text: words }]
    const all = hitsIn(nodes, query)
    const wanted = toWords(query)
    if (wanted.length > 0 && wordsTest(query)(words)) expect(all.length).toBeGreaterThan(0)
    for (const mark of all) expect(wanted.some(word => foldText(mark).includes(word))).toBe(true)
    expect(plainText(highlight(nodes, query))).toBe(words)
    const left = plainText(highlight(nodes, query).map(node => node.kind === 'mark' ? { kind: 'text', text: '\0' } : node))
    for (const word of wanted) expect(left.split('\0').some(token => foldText(token).includes(word))).toBe(false)
  }), { numRuns: 1_000 })
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
