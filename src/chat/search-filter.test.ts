import { expect, test } from 'vitest'
import type { ChatMessage } from './message.ts'
import { NO_FILTER, pick, toQuery, toSearchFilter } from './search-filter.ts'

const message = (fields: Partial<ChatMessage>): ChatMessage => ({
  id: 1, authorId: 4, authorName: 'Anna Schmidt', sentAt: null, text: '', files: [], attachments: [], likedBy: [], likeCount: 0, isLikedByViewer: null, hasLink: false,
  isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null, forwardedFromName: '', isFromBot: false, ...fields,
})

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
  const messages = [message({ id: 1 }), message({ id: 2, authorName: 'Ben' })]
  expect(pick(messages, { ...NO_FILTER, author: ' SCHM ' }, 4).map(({ id }) => id)).toEqual([1])
})

test('mine are those of who looks, never the portal\'s own, and none where nobody knows who looks', () => {
  const messages = [message({ id: 1, authorId: 4 }), message({ id: 2, authorId: 5 }), message({ id: 3, authorId: 0 })]
  const filter = { ...NO_FILTER, isMine: true }
  expect([4, 0, null].map(viewer => pick(messages, filter, viewer).map(({ id }) => id))).toEqual([[1], [], []])
})

test('files and links are picked together', () => {
  const files: ChatMessage['files'] = [{ id: 9, name: 'plan.pdf', kind: 'file' }]
  const messages = [message({ id: 1, files }), message({ id: 2, hasLink: true }), message({ id: 3, files, hasLink: true })]
  expect(pick(messages, { ...NO_FILTER, hasFile: true, hasLink: true }, 4).map(({ id }) => id)).toEqual([3])
})

test('an author is found whatever case, accents and apostrophes the name is typed with (r9)', () => {
  const found = (author: string, authorName: string) => pick([message({ authorName })], { ...NO_FILTER, author }, null).length
  expect([found('łódź', 'Anna LODZ'), found('o’neil', 'Shaquille O\'Neil'), found('smith anna', 'Anna Smith'), found('कम', 'काम')]).toEqual([1, 1, 1, 0])
})
