import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { expect, test } from 'vitest'
import { hostileText } from '../../../tests/support/hostile-text.ts'
import { toMarkdown, toPlainText, type CatchUpDocument } from './catch-up-document.ts'

const LINK = 'https://demo.bitrix24.com/online/?IM_DIALOG=chat7&IM_MESSAGE=8'

function aDocument(text: string, about: readonly string[] = ['Anna', 'mentions you']): CatchUpDocument {
  return {
    title: 'Catch up: Launch', summary: '3 new messages.',
    parts: [{ heading: 'For you', lines: [{ text, about, link: LINK }] }, { heading: 'Files', lines: [] }],
  }
}

test('as text each message is a line, and a part without any is left out', () => {
  expect(toPlainText(aDocument('We ship\non Monday'))).toBe('Catch up: Launch\n3 new messages.\n\nFor you\n- Anna, mentions you: We ship on Monday\n')
})

const reader = new MarkdownIt({ html: true, linkify: true })
const body = (text: string, about?: readonly string[]) => new DOMParser().parseFromString(reader.render(toMarkdown(aDocument(text, about))), 'text/html').body

test('as Markdown each message is a line that leads to it', () => {
  const shown = body('We *ship*')
  expect([...shown.children].map(({ tagName, textContent }) => [tagName, textContent?.trim()])).toEqual([
    ['H1', 'Catch up: Launch'], ['P', '3 new messages.'], ['H2', 'For you'], ['UL', 'Anna, mentions you: We *ship*'],
  ])
  expect(shown.querySelector('a')?.getAttribute('href')).toBe(LINK)
})

test('whatever people wrote or are called is text and nothing else', () => {
  fc.assert(fc.property(hostileText, hostileText, (text, name) => {
    const shown = body(text, [name, 'x'])
    expect([...shown.querySelectorAll('*')].map(({ tagName }) => tagName).filter(tag => !['H1', 'H2', 'P', 'UL', 'LI', 'A'].includes(tag))).toEqual([])
    expect([...shown.querySelectorAll('a')].map(link => link.getAttribute('href'))).toEqual([LINK])
    expect(shown.querySelectorAll('li')).toHaveLength(1)
  }), { numRuns: 400 })
})
