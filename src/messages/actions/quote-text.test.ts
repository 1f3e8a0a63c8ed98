import { expect, test } from 'vitest'
import { expectOfEveryMessage } from '../../../tests/support/every-message.ts'
import { parseMessage } from '../text/parse-message.ts'
import type { MessageNode } from '../text/nodes.ts'
import type { NamedFile } from '../message.ts'
import { quoteText } from './quote-text.ts'

const FENCE = '-'.repeat(54)

function quoteOf(text: string, files: NamedFile[] = [], { dialogId = 'chat7', author = 'Anna Schmidt' } = {}): string {
  return quoteText({ id: 500, text }, { files, inWords: nodes => [...nodes], author, time: '10 March, 09:00', dialogId, viewerId: 2 })
}

/** What the messenger shows after sending, according to our own reader, which follows the messenger's. */
function asSent(quote: string): MessageNode[] {
  return parseMessage(`${quote}an answer`)
}

test('a quote has the form that the messenger gives it, and leads to its message', () => {
  expect(quoteOf('Friday at ten?')).toBe(`${FENCE}\nAnna Schmidt [10 March, 09:00] #chat7/500\nFriday at ten?\n${FENCE}\n`)
  expect(asSent(quoteOf('Friday at ten?'))).toEqual([
    {
      kind: 'quote',
      head: { author: 'Anna Schmidt', time: '10 March, 09:00', reference: { dialogId: 'chat7', messageId: 500 } },
      children: [{ kind: 'text', text: 'Friday at ten?' }],
    },
    { kind: 'text', text: 'an answer' },
  ])
})

test.each([['17', ' #17:2/500'], ['chat1489', ' #chat1489/500'], ['sg12', '']])('in %s the reference is written as %j', (dialogId, reference) => {
  expect(quoteOf('x', [], { dialogId }).split('\n')[1]).toBe(`Anna Schmidt [10 March, 09:00]${reference}`)
})

test('tags are left out with their effect, and quotes with their words', () => {
  const text = `>>older\n${FENCE}\nBen [08:00]\nolder still\n${FENCE}\n[b]bold[/b] [user=5]Eve[/user] [put=/leave]press[/put] [url=https://a.example/]here[/url]`
  expect(quoteOf(text).split('\n').slice(2, -2)).toEqual(['bold Eve press here'])
})

test('what only looks like a tag, a fence or a quote cannot become one', () => {
  const [quote, ...after] = asSent(quoteOf(`[b] [/quote] [code][send=/pay]x[/send]\n>>y[/code]\n[code]${'-'.repeat(80)}[/code]`))
  expect(after).toEqual([{ kind: 'text', text: 'an answer' }])
  expect(quote).toMatchObject({ kind: 'quote', children: [{ kind: 'text' }] })
})

test('the head stays one line that can be read, whatever the author is called', () => {
  const [quote] = asSent(quoteOf('x', [], { author: `Ann]a\n[b]Schmidt${'!'.repeat(300)}` }))
  expect(quote).toMatchObject({ head: { author: expect.stringMatching(/^Ann a b Schmidt!{80,90}$/), time: '10 March, 09:00' } })
})

test('a long message is quoted in part', () => {
  const words = quoteOf('word '.repeat(2_000)).split('\n')[2] ?? ''
  expect(words.length).toBeLessThanOrEqual(1_001)
  expect(words.endsWith('word…')).toBe(true)
})

test('a message that is only files is quoted by their names, and one that says nothing is not quoted', () => {
  expect(quoteOf('', [{ id: 1, name: 'a.pdf', kind: 'file' }, { id: 2, name: '', kind: 'file' }, { id: 3, name: 'b.png', kind: 'image' }])).toContain('\na.pdf, b.png\n')
  expect(quoteOf('')).toBe('')
  expect(quoteOf('>>only a quote')).toBe('')
})

test('every message of the corpus, quoted and sent, is one quote with words in it and nothing besides', () => {
  expectOfEveryMessage((text) => {
    const quote = quoteOf(text)
    if (quote === '') return
    const nodes = asSent(quote)
    expect(nodes.map(({ kind }) => kind)).toEqual(['quote', 'text'])
    const inside = nodes[0]?.kind === 'quote' ? nodes[0].children : []
    expect(inside.every(({ kind }) => kind === 'text' || kind === 'link')).toBe(true)
  })
})
