import { HtmlRenderer, Parser } from 'commonmark'
import MarkdownIt from 'markdown-it'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectOfEveryMessage } from '../../../../tests/support/every-message.ts'
import { aFile, aPerson, aPlan } from '../../../../tests/support/an-export.ts'
import { anExportMessage, asAttachments, BEGINNING, withoutSpace, wordsOf } from '../../../../tests/support/export-nodes.ts'
import { hostileText } from '../../../../tests/support/hostile-text.ts'
import { createMarkdownWriter, markdownLines } from './markdown.ts'

const plan = aPlan({ format: 'markdown' })
const writer = createMarkdownWriter(plan)
const PART = { number: 1, firstId: 1 }
/** As permissive as readers of Markdown are: with HTML, with addresses and names of hosts made links. */
const reader = new MarkdownIt({ html: true, linkify: true })
const strict = { reader: new Parser(), writer: new HtmlRenderer() }
const renderings: readonly ((markdown: string) => string)[] = [
  markdown => reader.render(markdown),
  markdown => strict.writer.render(strict.reader.parse(markdown)),
]
const ELEMENTS = new Set(['H1', 'H2', 'H3', 'P', 'BR', 'STRONG', 'EM', 'S', 'A', 'PRE', 'CODE', 'BLOCKQUOTE'])

function render(markdown: string, toHtml = renderings[0]): HTMLElement {
  return new DOMParser().parseFromString(toHtml?.(markdown) ?? '', 'text/html').body
}

/** With what makes links without brackets, and lists across parts. */
const hostileMarkdown = fc.array(fc.oneof(hostileText, fc.constantFrom('readme.md', 'a@b.com', '//localhost/x', 'ftp://a.com ', ' www.a.com', '[u]1[/u]', '. ', ':-:', '\n:', '[b]a[/b]')), { maxLength: 3 })
  .map(parts => parts.join(''))

/** What a message becomes between two others, behind its heading. */
function shown(text: string, isAttached = false, toHtml = renderings[0]): { elements: Element[], texts: string, wanted: string } {
  const message = anExportMessage(plan, { id: 2, text, attachments: isAttached ? asAttachments(text) : [] })
  const other = writer.write(anExportMessage(plan, { id: 1, text: 'before' }), PART, undefined)
  const after = writer.write(anExportMessage(plan, { id: 3, text: 'after' }), PART, message.sentAt)
  const all = [...render(writer.begin(PART) + other + writer.write(message, PART, message.sentAt) + after, toHtml).children]
  const heading = all.findIndex(element => element.tagName === 'H3' && element.textContent?.endsWith('#2'))
  const next = all.findIndex(element => element.tagName === 'H3' && element.textContent?.endsWith('#3'))
  expect([heading, next, all.length]).toEqual([4, expect.any(Number), next + 2])
  const elements = all.slice(heading + 1, next)
  return { elements, texts: elements.map(({ textContent }) => textContent).join('\n'), wanted: [wordsOf(message.nodes), ...message.attachments.map(attachment => `attachment${wordsOf(attachment)}`)].join('') }
}

/** What a reader makes of a message's text, line by line. */
function rendered(text: string): string[] {
  return reader.render(markdownLines(anExportMessage(plan, { text }).nodes).join('\n')).trimEnd().split('\n')
}

function expectOnlyText(text: string, isAttached = false, toHtml = renderings[0]): void {
  const { elements, texts, wanted } = shown(text, isAttached, toHtml)
  const all = elements.flatMap(one => [one, ...one.querySelectorAll('*')])
  expect(all.map(({ tagName }) => tagName).filter(name => !ELEMENTS.has(name))).toEqual([])
  expect(all.flatMap(({ attributes }) => [...attributes]).map(({ name }) => name).filter(name => name !== 'href')).toEqual([])
  const links = all.filter(({ tagName }) => tagName === 'A').map(link => String(link.getAttribute('href')))
  expect(links.filter(href => !/^(?:https?:|mailto:)/.test(href))).toEqual([])
  // the head of a quote has brackets, and CommonMark itself strikes nothing out
  const compared = (one: string): string => withoutSpace(one).replace(/[()~]/g, '')
  expect(compared(texts)).toBe(compared(wanted))
}

test('every message of the corpus is text and nothing else', () => {
  expectOfEveryMessage(expectOnlyText)
})

test('every message of the corpus is text and nothing else as an attachment', () => {
  expectOfEveryMessage(text => expectOnlyText(text.slice(0, BEGINNING), true))
})

test('any text is text and nothing else', () => {
  fc.assert(fc.property(hostileMarkdown, text => expectOnlyText(text)), { numRuns: 100 })
})

test('any text is text and nothing else by CommonMark, too (a4)', () => {
  fc.assert(fc.property(hostileMarkdown, text => expectOnlyText(text, false, renderings[1])), { numRuns: 100 })
})

test('a link exists only where the message has one', () => {
  fc.assert(fc.property(hostileMarkdown, (text) => {
    const { nodes } = anExportMessage(plan, { text })
    const targets = JSON.stringify(nodes).match(/"kind":"link"/g) ?? []
    for (const toHtml of renderings) {
      const links = shown(text, false, toHtml).elements.flatMap(element => [...element.querySelectorAll('a')])
      expect(links.length).toBe(targets.length)
    }
  }), { numRuns: 60 })
})

test('formats, links, quotes and code are what they were', () => {
  expect(rendered('[b]bold[/b] [i]it[/i] [s]out[/s] [url=https://a.example/?a=1&copy;=2]here[/url][code]x `y`\n```[/code]\n>>quoted')).toEqual([
    '<p><strong>bold</strong> <em>it</em> <s>out</s> <a href="https://a.example/?a=1&amp;copy;=2">here</a></p>',
    '<pre><code>x `y`',
    '```',
    '</code></pre>',
    '<blockquote>',
    '<p>quoted</p>',
    '</blockquote>',
  ])
})

test.each([
  'https://a.example/?a=1&copy;=2&b=(x)', 'https://a.example/a_b*c~d', 'https://a.example/%5B%5D(', 'https://a.example/#`x`', 'mailto:a@b.example?subject=x%20y',
])('the link to %s leads there, whoever reads it (a4)', (href) => {
  for (const toHtml of renderings) {
    const [link, ...others] = shown(`[url=${href}]here[/url]`, false, toHtml).elements.flatMap(element => [...element.querySelectorAll('a')])
    expect(decodeURI(link?.getAttribute('href') ?? '')).toBe(decodeURI(new URL(href).href))
    expect(others).toEqual([])
  }
})

test.each(['[u]1[/u]. x', '[u]12[/u]) x', 'a|b\n:-:', 'a\n[u]=[/u]==', 'see readme.md, example.com and me@example.com', '//localhost/x', 'ftp://a.com', 'http://localhost'])(
  'what only looks like Markdown across its parts is text: %j (a4)', (text) => {
    for (const toHtml of renderings) {
      expectOnlyText(text, false, toHtml)
      const links = shown(text, false, toHtml).elements.flatMap(element => [...element.querySelectorAll('a')])
      expect(links.map(link => link.textContent)).toEqual(text.startsWith('http') ? [text] : [])
    }
  })

test('lines stay lines, also empty ones', () => {
  expect(rendered('one\ntwo\n\nthree')).toEqual(['<p>one<br>', 'two<br>', '<br>', 'three</p>'])
})

test('a message has its author, time, way to it, files and reactions', () => {
  const message = anExportMessage(plan, { id: 8, text: '', likedBy: [1], fileIds: [9], replyToId: 5 }, { people: [aPerson({ name: '*Anna*' })], files: [aFile({ name: '[a](b).pdf' })] })
  const body = render(writer.write(message, PART, undefined))
  expect([...body.children].map(({ textContent }) => textContent)).toEqual([
    'Tuesday, March 10, 2026', expect.stringMatching(/^\*Anna\*, 10:00.AM #8$/), 'answers 5', 'files [a](b).pdf', 'reactions *Anna*',
  ])
  expect(body.querySelector('a')?.getAttribute('href')).toBe('https://demo.bitrix24.com/online/?IM_DIALOG=chat7&IM_MESSAGE=8')
})
