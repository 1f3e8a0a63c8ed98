import { expect, test } from 'vitest'
import { aMessage } from '../../tests/support/an-export.ts'
import type { Message } from './message.ts'
import { toReadPage } from './read-page.ts'
import { hasLink, NO_FILTER, pick, toQuery, toSearchFilter } from './search-messages.ts'

const LINK = 'see https://example.com'

/** A message of Anna Schmidt unless another author is given; the page describes the author. */
function pageOf(messages: Partial<Message>[], name = 'Anna Schmidt') {
  const people = [{ id: 4, name, isBot: false, isExternal: false }, { id: 5, name: 'Ben', isBot: false, isExternal: false }]
  return { messages: messages.map(fields => aMessage({ authorId: 4, ...fields })), files: [], people }
}
test.each([
  [{}, 'nothing'],
  [{ text: '   ' }, 'nothing'],
  [{ text: 'ab' }, 'short'],
  [{ text: '👍👍' }, 'short'],
  [{ text: 'ab', hasFile: true }, 'short'],
  [{ from: '2026-03-02', to: '2026-03-01' }, 'dates'],
])('%j asks the portal nothing: %s', (fields, why) => {
  expect(toQuery({ ...NO_FILTER, ...fields })).toBe(why)
})

test('a text of three characters is asked for without the blanks around it', () => {
  expect(toQuery({ ...NO_FILTER, text: ' abc ' })).toEqual({ text: 'abc', since: null, until: null, order: 'newest' })
})

test('a span of days is whole days where this device is', () => {
  expect(toQuery({ ...NO_FILTER, from: '2026-03-01', to: '2026-03-01' })).toMatchObject({ since: new Date(2026, 2, 1), until: new Date(2026, 2, 1, 23, 59, 59) })
})

test('a filter that only this panel knows looks through everything', () => {
  for (const fields of [{ author: 'a' }, { isMine: true }, { hasFile: true }, { hasLink: true }]) {
    expect(toQuery({ ...NO_FILTER, ...fields })).toMatchObject({ text: '' })
  }
})

test('a filter that was kept comes back, and of anything else what can be read', () => {
  const filter = { ...NO_FILTER, text: 'plan', from: '2026-03-01', order: 'oldest' as const, isMine: true }
  expect(toSearchFilter(JSON.parse(JSON.stringify(filter)))).toEqual(filter)
  expect(toSearchFilter({ text: 7, from: 'yesterday', to: 'x'.repeat(9), order: 'up', author: 'x'.repeat(501), isMine: 'Y' })).toEqual(NO_FILTER)
  for (const kept of [undefined, null, 'x', []]) expect(toSearchFilter(kept)).toEqual(NO_FILTER)
})

test('a filter that is changed leaves the empty one as it is', () => {
  toSearchFilter(undefined).text = 'plan'
  expect(toSearchFilter(undefined).text).toBe('')
})

test('the author is found by a part of the name in any case', () => {
  const page = pageOf([{ id: 1 }, { id: 2, authorId: 5 }])
  expect(pick(page, { ...NO_FILTER, author: ' SCHM ' }, 4).map(({ id }) => id)).toEqual([1])
})

test('mine are those of who looks, never the portal\'s own, and none where nobody knows who looks', () => {
  const page = pageOf([{ id: 1, authorId: 4 }, { id: 2, authorId: 5 }, { id: 3, authorId: 0 }])
  const filter = { ...NO_FILTER, isMine: true }
  expect([4, 0, null].map(viewer => pick(page, filter, viewer).map(({ id }) => id))).toEqual([[1], [], []])
})

test('files and links are picked together', () => {
  const page = pageOf([{ id: 1, fileIds: [9] }, { id: 2, text: LINK }, { id: 3, fileIds: [9], text: LINK }])
  expect(pick(page, { ...NO_FILTER, hasFile: true, hasLink: true }, 4).map(({ id }) => id)).toEqual([3])
})

test('an author is found whatever case, accents and apostrophes the name is typed with (r9)', () => {
  const found = (author: string, authorName: string) => pick(pageOf([{}], authorName), { ...NO_FILTER, author }, null).length
  expect([found('łódź', 'Anna LODZ'), found('o’neil', 'Shaquille O\'Neil'), found('smith anna', 'Anna Smith'), found('कम', 'काम')]).toEqual([1, 1, 1, 0])
})

test('a link in an attachment is a link of the message', () => {
  const blocks = [
    { LINK: [{ NAME: 'Open', LINK: 'https://example.com' }] }, { MESSAGE: 'see [URL=https://example.com]this[/URL]' }, { MESSAGE: 'nothing' },
    { GRID: [{ NAME: 'Page', VALUE: 'Open', LINK: 'https://example.com' }] }, { IMAGE: [{ NAME: 'a.png', LINK: 'https://example.com/a.png' }] },
  ]
  const page = toReadPage({ messages: blocks.map((block, index) => ({ id: index + 1, text: 'Card', params: { ATTACH: [{ ID: 1, BLOCKS: [block] }] } })) })
  expect(page?.messages.map(hasLink)).toEqual([true, true, false, true, true])
})

test.each([
  ['see https://example.com', true],
  ['[URL=/company/]here[/URL]', true],
  ['[url]example.com[/url] is shown as no link', false],
  ['[url]', false],
  ['>>see https://example.com\nno', false],
  ['[code]https://example.com[/code]', false],
  ['http without an address', false],
])('%j has a link: %s', (text, isLinked) => {
  expect(hasLink(aMessage({ text }))).toBe(isLinked)
})
