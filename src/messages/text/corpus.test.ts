import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectOfEveryMessage } from '../../../tests/support/every-message.ts'
import { highlight } from './highlight.ts'
import { plainText, type MessageNode } from './nodes.ts'
import { MOST_NODES, parseMessage } from './parse-message.ts'
import { DEEPEST } from './tags.ts'

interface Shape {
  count: number
  depth: number
  targets: string[]
  /** Clickable elements inside clickable ones. */
  isNested: boolean
}

const CLICKABLE = new Set(['link', 'portalPage', 'mention', 'chatMention', 'contextLink', 'image'])

function shapeOf(nodes: readonly MessageNode[], isInside = false): Shape {
  const shape: Shape = { count: nodes.length, depth: nodes.length > 0 ? 1 : 0, targets: [], isNested: false }
  for (const node of nodes) {
    const isClickable = CLICKABLE.has(node.kind)
    if (isClickable && isInside) shape.isNested = true
    if ('href' in node) shape.targets.push(node.href)
    if (node.kind === 'portalPage') shape.targets.push(`portal:${node.path}`)
    if (!('children' in node)) continue
    const inner = shapeOf(node.children, isInside || isClickable)
    shape.count += inner.count
    shape.depth = Math.max(shape.depth, inner.depth + 1)
    shape.targets.push(...inner.targets)
    shape.isNested ||= inner.isNested
  }
  return shape
}

/** What holds for the nodes of any text. */
function expectHarmless(text: string): void {
  const nodes = parseMessage(text)
  const { count, depth, targets, isNested } = shapeOf(nodes)
  expect(count).toBeLessThanOrEqual(MOST_NODES)
  // a quote around, a text inside
  expect(depth).toBeLessThanOrEqual(DEEPEST + 2)
  expect(isNested).toBe(false)
  for (const target of targets) expect(target).toMatch(/^(?:https?:\/\/(?![^/?#]*@)|mailto:|portal:\/(?![/\\]))/)
  const shown = plainText(nodes)
  expect(shown).not.toMatch(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
  expect(shown).not.toMatch(/[\p{M}\p{Default_Ignorable_Code_Point}]{9}/u)
  expect(plainText(highlight(nodes, 'a deep 1'))).toBe(shown)
}

test('every message of the corpus does no harm', () => {
  expectOfEveryMessage(expectHarmless)
})

test('every message of the corpus stays within a short limit', () => {
  expectOfEveryMessage((text) => {
    const nodes = parseMessage(text, { limit: 300 })
    expect(shapeOf(nodes).count).toBeLessThanOrEqual(301)
    // a picture's host and the arrows of a quote may add a few
    expect(plainText(nodes).length).toBeLessThanOrEqual(900)
  })
})

const FRAGMENTS = [
  '[b]', '[/b]', '[i]', '[/I]', '[code]', '[/code]', '[url]', '[url=javascript:x]', '[url=https://a.example]', '[/url]', '[user=1]', '[user=all]',
  '[/user]', '[chat=2]', '[/chat]', '[br]', '[img size=small]', '[/img]', '[disk=3]', '[icon=https://a.example title=t]', '[size=8]', '[/size]',
  '[x]', '[/x]', '[', ']', '=', '\n', '\n>>', '>>', `\n${'-'.repeat(54)}\n`, 'https://a.example/b', 'javascript:alert(1)', ' ', 'b', 'br', '1', '"', '\\',
  'A [1:00] #chat5/6\n', '\u202e', '\u0301', '😀', '__proto__', '[url=__proto__]', '[b=0]', '0',
]
const hostile = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 })
  .map(parts => parts.join(''))

test('any text does no harm', () => {
  fc.assert(fc.property(hostile, expectHarmless), { numRuns: 500 })
})

/** Words that occur once each, so that they can be searched for, between any parts of tags that may be dropped. */
const MARKUP = ['[b]', '[/b]', '[i]', '[/i]', '[code]', '[/code]', '[size=8]', '[/size]', '[user=1]', '[/user]', '[br]', '[url=https://a.example]', '[/url]',
  '[x]', '[/x]', '\n', '\n>>', '[', ']', ' b ', ' ']

test('no word outside the tags is lost or moved', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...MARKUP), { maxLength: 60 }), (markup) => {
    const text = markup.map((tag, index) => `${tag}w${index}w`).join('')
    expect(plainText(parseMessage(text)).match(/w\d+w/g)).toEqual(text.match(/w\d+w/g))
  }), { numRuns: 500 })
})

test('a text without brackets, addresses and quotes is shown as it is', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abc <>&"\'{}()=+-@\\/#:;.,%éяשع😀\t') }), (text) => {
    fc.pre(!/^>>/.test(text))
    expect(plainText(parseMessage(text))).toBe(text)
  }))
})
