import { expect, test } from 'vitest'
import { type MessageNode, plainText } from './nodes.ts'
import { parseMarks } from './parse-marks.ts'

const text = (words: string): MessageNode => ({ kind: 'text', text: words })

test.each<[string, MessageNode]>([
  ['**b**', { kind: 'strong', children: [text('b')] }],
  ['*i j*', { kind: 'emphasis', children: [text('i j')] }],
  ['~~s~~', { kind: 'strike', children: [text('s')] }],
  ['**a *b* c**', { kind: 'strong', children: [text('a '), { kind: 'emphasis', children: [text('b')] }, text(' c')] }],
  ['`**a** https://a.example`', { kind: 'code', isSpan: true, children: [text('**a** https://a.example')] }],
  ['[the **plan**](https://a.example/x)', { kind: 'link', href: 'https://a.example/x', children: [text('the '), { kind: 'strong', children: [text('plan')] }] }],
  ['https://a.example/', { kind: 'link', href: 'https://a.example/', children: [text('https://a.example/')] }],
])('%s is one node', (written, node) => {
  expect(parseMarks(written)).toEqual([node])
})

test.each([
  '2 * 3 * 4', 'a*b*c', '** b **', '*', '****', '~~', '`', '[a](javascript:alert(1))', '[a](https://user@a.example)', '[](https:)', '<b>x</b>', '*a\nb*', '[b]x[/b]',
])('%s stays as it was typed', (written) => {
  expect(parseMarks(written)).toEqual([text(written)])
})

test('a link has no link in it, and marks within marks end', () => {
  expect(parseMarks('[https://b.example](https://a.example)')).toEqual([{ kind: 'link', href: 'https://a.example/', children: [text('https://b.example')] }])
  expect(plainText(parseMarks('**'.repeat(1_000)))).toHaveLength(2_000)
})
