import { expect, test } from 'vitest'
import { readFacts } from './message-facts.ts'

const isQuestion = (text: string) => readFacts({ text, attachments: [] }).isQuestion

test.each([
  'Have you seen https://a.example/x?y=1 already?', 'Have you seen https://a.example/?', '[b]Quand arrive-t-il ?[/b]', '[url=https://a.example/]Is it this one?[/url]', '>>Yes\nReally ?', '[user=5]Eve[/user] ?',
])('%j asks (r8)', (text) => {
  expect(isQuestion(text)).toBe(true)
})

test.each([
  'https://a.example/?', 'https://a.example/page?x=1', 'see https://a.example/page?x=1', '>>Really?\nYes', '[code]a ? b : c[/code] is how it works', `${'-'.repeat(54)}\nEve [10:00]\nReally?\n${'-'.repeat(54)}\nYes`,
])('%j asks nothing: what is quoted is asked by somebody else, and an address is no sentence (r8)', (text) => {
  expect(isQuestion(text)).toBe(false)
})

test('the words of a link end with a whole character', () => {
  const { links } = readFacts({ text: `[url=https://a.example/]${'x'.repeat(199)}👍 yes[/url]`, attachments: [] })
  expect(links).toEqual([{ href: 'https://a.example/', label: 'x'.repeat(199) }])
})
