import { HtmlRenderer, Parser } from 'commonmark'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { expect, test } from 'vitest'
import { hostileText } from '../../../tests/support/hostile-text.ts'
import { cleanText, wholeCharacters } from '../../lib/clean-text.ts'
import { plainText } from '../../messages/text/nodes.ts'
import { parseMarks } from '../../messages/text/parse-marks.ts'
import type { LineId, NoteLine } from '../../notes/note.ts'
import { toMarkdown } from './to-markdown.ts'

const line = (more: Partial<NoteLine>): NoteLine => ({
  id: 'a' as LineId, kind: 'text', text: 'Milk', isDone: false, assigneeId: null, dueOn: null, order: 'V', messageId: null, taskId: null,
  made: { by: 1, at: null }, changed: { by: 1, at: null }, conflict: [], wasRemoved: false, isWaiting: false, isUnsent: false, ...more,
})
const words = {
  title: 'Kitchen', nameOf: (id: number) => id === 5 ? 'Anna' : null, day: (day: string) => day, task: (id: number) => ({ text: `Task ${id}`, href: `https://p.example/${id}` }),
}

/** As permissive as readers of Markdown are, and as strict as its specification. */
const permissive = new MarkdownIt({ html: true, linkify: true })
const renderers: readonly ((markdown: string) => string)[] = [
  markdown => permissive.render(markdown),
  markdown => new HtmlRenderer().render(new Parser().parse(markdown)),
]
const rendered = (markdown: string) => renderers.map(render => new DOMParser().parseFromString(render(markdown), 'text/html').body)

test('lines become a list, to-dos with boxes, who, until when and which task behind them', () => {
  expect(toMarkdown([
    line({}), line({ kind: 'to-do', text: '**Call** Tom', assigneeId: 5, dueOn: '2026-12-01' }), line({ kind: 'to-do', isDone: true, assigneeId: 9 }), line({ taskId: 7 }),
  ], words)).toBe('# Kitchen\n\n- Milk\n- [ ] **Call** Tom (Anna, 2026-12-01)\n- [x] Milk\n- Milk ([Task 7](<https://p.example/7>))\n')
})

test('further rows stay in their line, and a version that nobody has chosen is there', () => {
  expect(toMarkdown([line({ text: 'One\r\nTwo', conflict: [{ text: 'Three\nFour', by: 5 }] })], words)).toBe('# Kitchen\n\n- One\\\n  Two\n\n  > Three\\\n  > Four\n')
})

test.each([
  '2*3*4 and __init__', '# 5 of us', '1. call', '---', '&copy;', '[x] done', '    four blanks', '`a *b*` and ` x `', '\\`', '~~gone~~ and **this**',
  '<img src=x onerror=alert(1)>', '![](https://evil.example/pixel.png)', '[Sign in](javascript:alert(1))', '<script>alert(1)</script>', 'a\n\n\n# b\n- c\n> d',
])('%s is in a reader of Markdown what the app shows', (text) => {
  expectAsShown(text)
})

test('any note is in a reader of Markdown what the app shows', () => {
  const marks = fc.constantFrom('**a**', '`b`', '``', '[c](https://p.example)', '~~', '*', '\n', '- ', '1. ')
  fc.assert(fc.property(fc.array(fc.oneof(hostileText, marks), { maxLength: 4 }), parts => expectAsShown(parts.join(''))))
})

function expectAsShown(text: string): void {
  const hostile = toMarkdown([line({ text, assigneeId: 5, conflict: [{ text, by: 5 }] }), line({ text: 'Milk' })], { ...words, title: text, nameOf: () => text })
  for (const body of rendered(hostile)) {
    const [heading, list, ...more] = body.children
    expect([heading?.tagName, list?.tagName, list?.childElementCount, more.length]).toEqual(['H1', 'UL', 2, 0])
    expect([...body.querySelectorAll(':not(h1, ul, li, p, br, strong, em, s, code, blockquote, a[href^="http"], a[href^="mailto:"])')]).toEqual([])
    // CommonMark itself strikes nothing out
    const compared = (one: string): string => wholeCharacters(one).replaceAll('~', '').replace(/\s+/g, '')
    const shown = plainText(parseMarks(text))
    expect(compared(list?.textContent ?? '')).toBe(compared(`${shown}(${cleanText(text)})${shown}Milk`))
  }
}
