import { expect, test } from 'vitest'
import { isCut, parseMessage, withSmileys } from './parse-message.ts'
import { plainText } from './nodes.ts'

const FENCE = '-'.repeat(54)
const text = (value: string) => ({ kind: 'text', text: value })

test.each([
  ['[b]x[/b]', { kind: 'strong', children: [text('x')] }],
  ['[I]x[/i]', { kind: 'emphasis', children: [text('x')] }],
  ['[u]x[/u]', { kind: 'underline', children: [text('x')] }],
  ['[s]x[/s]', { kind: 'strike', children: [text('x')] }],
  ['[size=20]x[/size]', text('x')],
  ['[color=#ff0000]x[/color]', text('x')],
  ['[put=/help]Help[/put]', text('Help')],
  ['[send=/help]Help[/send]', text('Help')],
  ['[call]+19991234567[/call]', text('+19991234567')],
  ['a[br]b', text('a\nb')],
  ['[url]https://a.example/x[/url]', { kind: 'link', href: 'https://a.example/x', children: [text('https://a.example/x')] }],
  ['[url=https://a.example/?b=c&d="e"]t[/url]', { kind: 'link', href: 'https://a.example/?b=c&d=%22e%22', children: [text('t')] }],
  ['[url=mailto:a@b.example]t[/url]', { kind: 'link', href: 'mailto:a@b.example', children: [text('t')] }],
  ['[url=/crm/deal/details/1/]Deal[/url]', { kind: 'portalPage', path: '/crm/deal/details/1/', children: [text('Deal')] }],
  ['[user=123]John[/user]', { kind: 'mention', personId: 123, children: [text('John')] }],
  ['[USER=503 REPLACE]John[/USER]', { kind: 'mention', personId: 503, children: [text('John')] }],
  ['[user=all]Everyone[/user]', { kind: 'mention', personId: 'all', children: [text('Everyone')] }],
  ['[user=7][/user]', { kind: 'mention', personId: 7, children: [text('#7')] }],
  ['[chat=456]Group[/chat]', { kind: 'chatMention', chatId: 456, children: [text('Group')] }],
  ['[chat=imol|789]Line[/chat]', text('Line')],
  ['[context=chat123/456]there[/context]', { kind: 'contextLink', reference: { dialogId: 'chat123', messageId: 456 }, children: [text('there')] }],
  ['[img size=medium]https://a.example/pic.jpg [/img]', { kind: 'image', href: 'https://a.example/pic.jpg', children: [text('a.example')] }],
  ['[icon=https://a.example/i.png size=20 title=smile]', { kind: 'icon', children: [text('smile')] }],
  ['[timestamp=1645844720 format=SHORT_TIME_FORMAT]', { kind: 'time', at: new Date('2022-02-26T03:05:20Z') }],
  ['[disk=123]', { kind: 'diskFile', fileId: 123 }],
  ['[code]a [b]c[/b] https://a.example[/CODE]', { kind: 'code', children: [text('a [b]c[/b] https://a.example')] }],
  ['>>one\n>>two', { kind: 'quote', head: null, children: [text('one\ntwo')] }],
  ['[b]x [i]y[/i] b[/b]', { kind: 'strong', children: [text('x '), { kind: 'emphasis', children: [text('y')] }, text(' b')] }],
])('%s is read as the messenger means it', (written, node) => {
  expect(parseMessage(written)).toEqual([node])
})

test.each([
  '[quote]x[/quote]',
  'a[0] = b[i]; [see below]',
  '[b]never closed',
  'closed only[/b]',
  '[b=1]x[/B]',
  '[code=js]x[/code]',
  '[user=Anna]x[/user]',
  '[url=javascript:alert(1)]x[/URL]',
  '[url=https://a:b@c.example/]x[/url]',
  '[img size=small]data:image/png;base64,AA [/img]',
  '[context=../1]x[/context]',
  '[timestamp=soon]',
  `${FENCE}\nnever ended`,
  ':x:) ;-)-',
])('%s stays as it was written', (written) => {
  expect(parseMessage(written)).toEqual([text(written)])
})

test('a closing tag that closes nothing leaves the tags around it alone', () => {
  expect(parseMessage('[b]see [/etc/hosts] and [/i] this[/b]')).toEqual([{ kind: 'strong', children: [text('see [/etc/hosts] and [/i] this')] }])
})

test('a word after a single tag is kept, even when it is spelled like a tag', () => {
  expect(parseMessage('[b]x[/b][br]b')).toEqual([{ kind: 'strong', children: [text('x')] }, text('\nb')])
})

test('of two tags that cross, the outer one counts', () => {
  expect(parseMessage('[b]one [i]two[/b] three[/i]')).toEqual([{ kind: 'strong', children: [text('one [i]two')] }, text(' three[/i]')])
})

test('an address in a text becomes a link without the punctuation around it', () => {
  expect(parseMessage('See (https://a.example/x_(y)), or HTTP://b.example.')).toEqual([
    text('See ('),
    { kind: 'link', href: 'https://a.example/x_(y)', children: [text('https://a.example/x_(y)')] },
    text('), or '),
    { kind: 'link', href: 'http://b.example/', children: [text('HTTP://b.example')] },
    text('.'),
  ])
})

test('what can be clicked is never inside something else that can', () => {
  const written = '[url=https://a.example/][user=5]Eve[/user] [url=https://b.example]b[/url] https://c.example [img]https://d.example/x [/img][/url]'
  expect(parseMessage(written)).toEqual([{ kind: 'link', href: 'https://a.example/', children: [text('Eve b https://c.example d.example')] }])
})

test('a quoted message has its author, time and reference', () => {
  expect(parseMessage(`before\n${FENCE}\nAnna [12.03.2026 14:05] #chat12/345\nquoted [b]words[/b]\n${FENCE}\nafter`)).toEqual([
    text('before'),
    {
      kind: 'quote',
      head: { author: 'Anna', time: '12.03.2026 14:05', reference: { dialogId: 'chat12', messageId: 345 } },
      children: [text('quoted '), { kind: 'strong', children: [text('words')] }],
    },
    text('after'),
  ])
})

test('a quote without a head keeps its first line', () => {
  expect(parseMessage(`${FENCE}\none\ntwo\n${FENCE}`)).toEqual([{ kind: 'quote', head: null, children: [text('one\ntwo')] }])
})

test('code hides the signs of quotes', () => {
  const [code, quote] = parseMessage(`[code]\n>>a\n${FENCE}\n[/code]\n>>b`)
  expect(code).toEqual({ kind: 'code', children: [text(`\n>>a\n${FENCE}\n`)] })
  expect(quote).toEqual({ kind: 'quote', head: null, children: [text('b')] })
})

test('a letter that is longer in small moves nothing', () => {
  expect(parseMessage('İİİyi: [code]abc[/CODE] sonuç')).toEqual([text('İİİyi: '), { kind: 'code', children: [text('abc')] }, text(' sonuç')])
  expect(parseMessage('İİ[code]a[/code]\n>>quoted').at(-1)).toMatchObject({ kind: 'quote' })
})

test('a fence in code is no end of a quote after it', () => {
  const [, quote] = parseMessage(`[code]\n${FENCE}\n[/code]\n${FENCE}\nb\n${FENCE}`)
  expect(quote).toEqual({ kind: 'quote', head: null, children: [text('b')] })
})

test('tags deeper than twenty are text, inside of the twenty', () => {
  const shown = plainText(parseMessage(`${'[b]'.repeat(25)}x${'[/b]'.repeat(25)}`))
  expect(shown).toBe(`${'[b]'.repeat(5)}x${'[/b]'.repeat(5)}`)
})

test('of thousands of tags the first 500 are read, the others stay as they were written', () => {
  const nodes = parseMessage('[user=1]A[/user]'.repeat(1_200))
  expect(nodes.filter(({ kind }) => kind === 'mention')).toHaveLength(250)
  expect(nodes.at(-1)).toEqual(text('[user=1]A[/user]'.repeat(950)))
})

test('lines that touch a block leave no empty line', () => {
  expect(parseMessage('a\n[code]b[/code]\nc')).toEqual([text('a'), { kind: 'code', children: [text('b')] }, text('c')])
})

test('a text longer than the limit is cut, and says so', () => {
  expect(parseMessage('abcdef', { limit: 3 })).toEqual([text('abc'), { kind: 'cut' }])
  expect(isCut(parseMessage('abcdef', { limit: 3 }))).toBe(true)
  expect(isCut(parseMessage('abc', { limit: 3 }))).toBe(false)
})

test('a cut never halves a character', () => {
  expect(parseMessage('a😀b', { limit: 2 })).toEqual([text('a'), { kind: 'cut' }])
})

test('plain text reads like the message', () => {
  const nodes = parseMessage(`hello [b]you[/b]\n${FENCE}\nAnna [14:05]\nold\nwords\n${FENCE}\n[url=https://a.example]here[/url] [code]x[/code]`)
  expect(plainText(nodes)).toBe('hello you\n>>Anna [14:05]\n>>old\n>>words\nhere \nx')
})

test.each([
  [':)', '🙂'],
  ['well :-) done ;)', 'well 🙂 done 😉'],
  [':);):D8-)', '🙂😉😃😎'],
  ['>:-<8-)>:-<', '😠😎😠'],
  [':o:oops:', '😮😳'],
  ['":facepalm:"', '"🤦"'],
  [':)\n:(', '🙂\n🙁'],
])('%j is seen as %j', (text, seen) => {
  expect(withSmileys(text)).toBe(seen)
})

test.each(['Text:)', ':)Text', 'f(x:)', '18-)', 'C:/temp', 'a:b', ':unknown:', ':D.'])('%j is what it was', (text) => {
  expect(withSmileys(text)).toBe(text)
})

test('smileys are seen in text, bold text and quotes, not in code, links and addresses', () => {
  const seen = (text: string) => plainText(parseMessage(text))
  expect(seen('[b]:)[/b]:(')).toBe('🙂🙁')
  expect(seen('>>:D')).toBe('>>😃')
  expect(seen('[code] :) [/code]')).toBe(' :) ')
  expect(seen('[url=https://a.example] :) [/url]')).toBe(' :) ')
  expect(seen('[user=5] :) [/user]')).toBe(' :) ')
  expect(seen('https://a.example/:)')).toContain('a.example/')
})

test('a row of 100,000 smileys that is none is read at once', () => {
  const text = `${':)'.repeat(100_000)}x`
  expect(withSmileys(text)).toBe(text)
})
