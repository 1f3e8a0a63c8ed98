import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectOfEveryMessage } from '../../../../tests/support/every-message.ts'
import { aFile, aMessage, aPerson, aPlan, exported } from '../../../../tests/support/an-export.ts'
import { textOf } from '../../../../tests/support/unzip.ts'
import { anExportMessage, asAttachments, BEGINNING, wordsOf } from '../../../../tests/support/export-nodes.ts'
import { hostileText } from '../../../../tests/support/hostile-text.ts'
import { createHtmlWriter } from './html.ts'
import { complaintsAbout } from '../../../../tests/support/validate-html.ts'

const plan = aPlan({ format: 'html' })
const writer = createHtmlWriter(plan)
const PART = { number: 1, firstId: 1 }

const ELEMENTS = new Set([
  'HTML', 'HEAD', 'META', 'TITLE', 'STYLE', 'BODY', 'H1', 'H2', 'NAV', 'ARTICLE', 'HEADER', 'B', 'BDI', 'TIME', 'A', 'SPAN', 'DIV', 'P', 'STRONG', 'EM', 'U', 'S', 'PRE', 'BLOCKQUOTE',
])
const ATTRIBUTES = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'id', 'class', 'dir', 'href', 'title', 'rel', 'datetime'])

function pageWith(text: string): { page: Document, html: string, texts: string, attached: string[] } {
  const message = anExportMessage(plan, { text, attachments: asAttachments(text.slice(0, BEGINNING)) })
  const html = writer.begin(PART) + writer.write(message, PART, undefined) + writer.end(PART, true)
  return { page: new DOMParser().parseFromString(html, 'text/html'), html, texts: wordsOf(message.nodes), attached: message.attachments.map(wordsOf) }
}

/** The page has the message's words and nothing that runs, loads or leads where it should not. */
function expectHarmless(text: string): void {
  const { page, html, texts, attached } = pageWith(text)
  expect(complaintsAbout(html)).toEqual([])
  const elements = [...page.querySelectorAll('*')]
  expect(elements.map(({ tagName }) => tagName).filter(name => !ELEMENTS.has(name))).toEqual([])
  expect(elements.flatMap(({ attributes }) => [...attributes]).map(({ name }) => name).filter(name => !ATTRIBUTES.has(name))).toEqual([])
  const links = Array.from(page.querySelectorAll('article a'), link => String(link.getAttribute('href')))
  expect(links.filter(href => !/^(?:https?:|mailto:|#m\d)/.test(href))).toEqual([])
  expect(page.querySelectorAll('article')).toHaveLength(1)
  const shown = page.querySelector('.text')?.textContent ?? ''
  // a quote's head is two words with a space between them
  expect(shown.replace(/\s/g, '')).toBe(texts.replace(/\s/g, ''))
  expect(Array.from(page.querySelectorAll('.attachment'), ({ textContent }) => textContent.replace(/\s/g, ''))).toEqual(attached.map(all => all.replace(/\s/g, '')))
}

test('every message of the corpus is text and nothing else', () => {
  expectOfEveryMessage(expectHarmless)
})

test('any text is text and nothing else', () => {
  fc.assert(fc.property(hostileText, expectHarmless), { numRuns: 80 })
})

test('white space is kept, a line feed at the beginning of code too', () => {
  const { page } = pageWith('  two\n\n\tthree[code]\n\n  x[/code]')
  expect(page.querySelector('.text')?.firstChild?.textContent).toBe('  two\n\n\tthree')
  expect(pageWith('[code]\n\n  x[/code]').html).toContain('<pre dir="ltr">\n\n\n  x</pre>')
})

test.each([['en', 'ltr'], ['pt-BR', 'ltr'], ['ar', 'rtl']])('a page in %s is written %s', (language, direction) => {
  const page = createHtmlWriter({ ...plan, facts: { ...plan.facts, language } }).begin(PART)
  expect(page).toContain(`<html lang="${language}" dir="${direction}">`)
})

test('the page\'s policy forbids everything but its one style, by that style\'s sum', () => {
  const { page } = pageWith('x')
  const sum = createHash('sha256').update(page.querySelector('style')?.textContent ?? '').digest('base64')
  expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toBe(`default-src 'none'; style-src 'sha256-${sum}'; base-uri 'none'; form-action 'none'`)
  expect(page.querySelectorAll('style')).toHaveLength(1)
})

test('a message has its author, time, files, reactions, what it answers and the way to it', () => {
  const people = [aPerson({ name: '<i>Anna</i>' }), aPerson({ id: 2, name: 'Ben' })]
  const message = anExportMessage(plan, { id: 8, likedBy: [2], fileIds: [9], replyToId: 5 }, { people, files: [aFile({ name: '"><img src=x>.pdf' })] })
  const html = writer.write(message, { number: 1, firstId: 5 }, undefined)
  const page = new DOMParser().parseFromString(html, 'text/html')
  expect(page.querySelector('header b')?.textContent).toBe('<i>Anna</i>')
  expect(page.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-10T09:00:00.000Z')
  expect(page.querySelector('h2')?.textContent).toBe('Tuesday, March 10, 2026')
  expect([...page.querySelectorAll('header a')].map(link => link.getAttribute('href'))).toEqual([
    'https://demo.bitrix24.com/online/?IM_DIALOG=chat7&IM_MESSAGE=8', '#m5',
  ])
  expect([...page.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['files "><img src=x>.pdf', 'reactions Ben'])
})

test('an answer to a message of another page is no link', () => {
  const html = writer.write(anExportMessage(plan, { id: 8, replyToId: 4 }), { number: 2, firstId: 5 }, undefined)
  expect(html).toContain('<span class="note">answers 4</span>')
})

test('a day is named once', () => {
  const message = anExportMessage(plan, { id: 2 })
  expect(writer.write(message, PART, Date.UTC(2026, 2, 10, 1))).not.toContain('<h2>')
  expect(writer.write(message, PART, Date.UTC(2026, 2, 9, 1))).toContain('<h2>')
})

test('the page of contents is as harmless as the others, whatever the chat is called', async () => {
  const { files } = await exported(aPlan({ format: 'html' }, { chatTitle: '<script>window.ran = 1</script>"\'' }), { messages: [] })
  const page = new DOMParser().parseFromString(textOf(files, 'index.html'), 'text/html')
  expect(page.querySelectorAll('script')).toHaveLength(0)
  expect(page.querySelector('h1')?.textContent).toBe('<script>window.ran = 1</script>"\'')
})

test('there is no link to a message that is not in the file, wherever the period begins and whoever is left out (r15)', async () => {
  const messages = [
    aMessage({ id: 5, authorId: 1 }), aMessage({ id: 6, authorId: 2 }), aMessage({ id: 8, replyToId: 6 }),
    aMessage({ id: 9, replyToId: 7 }), aMessage({ id: 10, replyToId: 8 }), aMessage({ id: 11, replyToId: 4 }),
  ]
  const { files } = await exported(aPlan({ format: 'html', personIds: [1] }), { messages, pageSize: 2 })
  const html = textOf(files, 'messages-001.html')
  const page = new DOMParser().parseFromString(html, 'text/html')
  const targets = Array.from(page.querySelectorAll('a[href^="#"]'), link => link.getAttribute('href') ?? '')
  expect(targets).toEqual(['#m8'])
  for (const target of targets) expect(page.querySelector(target)).not.toBeNull()
  expect(complaintsAbout(html)).toEqual([])
  expect(complaintsAbout(textOf(files, 'index.html'))).toEqual([])
})

test('the hour that comes twice is told apart where people read it (r13)', () => {
  const shown = [30, 90].map(minute => writer.write(anExportMessage(plan, { sentAt: Date.UTC(2026, 9, 25, 0, minute) }), PART, undefined))
  expect(shown[0]).toMatch(/>2:30\sAM \+02:00<\/time>/u)
  expect(shown[1]).toMatch(/>2:30\sAM \+01:00<\/time>/u)
})
