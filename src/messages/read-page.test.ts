/** Answers that nobody promised; those of the documentation are in tests/contract. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPageReader, toReadPage } from './read-page.ts'

const page = (parts: Record<string, unknown>) => toReadPage({ messages: [], users: [], files: [], ...parts })

test.each([null, undefined, 5, 'x', [], {}, { messages: null }, { messages: 'x' }])('%j is no page', (raw) => {
  expect(toReadPage(raw)).toBeNull()
})

test('whatever comes, nothing is thrown', () => {
  fc.assert(fc.property(fc.anything(), (raw) => {
    expect(() => page({ messages: [raw], users: [raw], files: [raw] })).not.toThrow()
  }))
})

test('a row without a number keeps its place, empty', () => {
  expect(page({ messages: [{ id: 3 }, { id: 'x' }, { id: '2' }] })?.ids).toEqual([3, null, 2])
})

test('lists that PHP made maps of are lists', () => {
  const read = page({ messages: { 7: { id: 7, params: { FILE_ID: { 1: '5', 2: 6 }, LIKE: { 0: 1 } } } }, users: { 4: { id: 4, name: 'Ann' } }, files: { 5: { id: 5 } } })
  expect(read?.messages).toEqual([expect.objectContaining({ id: 7, fileIds: [5, 6], likedBy: [1] })])
  expect(read?.people).toEqual([expect.objectContaining({ id: 4, name: 'Ann' })])
  expect(read?.files).toEqual([{ id: 5, name: '', kind: 'file', extension: '', size: null, authorId: 0, sentAt: null, previewUrl: null, showUrl: null }])
})

test.each(['javascript:alert(1)', 'data:text/html,x', '/bitrix/show.php', '//other.example/x', 'file:///etc/passwd', '', 5, null])(
  'the address %j of a file is none', (urlShow) => {
    expect(page({ files: [{ id: 5, urlShow, urlPreview: urlShow }] })?.files).toMatchObject([{ showUrl: null, previewUrl: null }])
  })

test.each([['REPLY_ID', 12, 12], ['REPLY_ID', '12', 12], ['REPLY_ID', ['12'], 12], ['REPLY_ID', [], null], ['REPLY_ID', 0, null], ['OTHER', 12, null]])('params %s of %j answer %j', (name, value, replyToId) => {
  expect(page({ messages: [{ id: 20, params: { [name]: value } }] })?.messages).toMatchObject([{ replyToId }])
})

test.each([null, [], false, 'x'])('params of %j are none', (params) => {
  expect(page({ messages: [{ id: 20, params }] })?.messages).toMatchObject([{ fileIds: [], likedBy: [], replyToId: null }])
})

test('attachments are handed on as plain JSON, and a flood of them ends', () => {
  const attach = [{ ID: 1, BLOCKS: { 0: { MESSAGE: 'x' }, 1: { LINK: [{ NAME: 'Ticket', LINK: 'https://a.example/?a=1&amp;b=2' }] } } }]
  const [row] = page({ messages: [{ id: 20, params: { ATTACH: attach } }] })?.messages ?? []
  expect(row?.attachments).toEqual([[
    { kind: 'text', text: 'x' },
    { kind: 'entry', name: 'Ticket', description: '', target: { personId: null, chatId: null, address: 'https://a.example/?a=1&b=2' } },
  ]])
  expect(JSON.parse(JSON.stringify(row))).toEqual(row)
  const flood = Array<unknown>(20).fill({ BLOCKS: Array<unknown>(60).fill({ MESSAGE: 'x'.repeat(5_000) }) })
  const [flooded] = page({ messages: [{ id: 20, params: { ATTACH: flood } }] })?.messages ?? []
  expect(JSON.stringify(flooded?.attachments).length).toBeGreaterThan(350_000)
  expect(JSON.stringify(flooded?.attachments).length).toBeLessThan(410_000)
})

test.each([null, 7, 'x', {}, [null]])('an attachment of %j is none', (attach) => {
  expect(page({ messages: [{ id: 20, params: { ATTACH: attach, LIKE: [1] } }] })?.messages).toMatchObject([{ attachments: [], likedBy: [1] }])
})

test('people from outside and bots are told apart', () => {
  const users = [{ id: 1, bot: true }, { id: 2, extranet: true }, { id: 3, type: 'collaber' }, { id: 4, first_name: 'Ada', last_name: 'Byron' }]
  expect(page({ users })?.people).toEqual([
    { id: 1, name: '', isBot: true, isExternal: false }, { id: 2, name: '', isBot: false, isExternal: true }, { id: 3, name: '', isBot: false, isExternal: true },
    { id: 4, name: 'Ada Byron', isBot: false, isExternal: false },
  ])
})

const marksOf = (message: Record<string, unknown>) => {
  const [row] = page({ messages: [{ id: 20, author_id: 5, text: 'words', ...message }] })?.messages ?? []
  return row && { isSystem: row.isSystem, isDeleted: row.isDeleted, isEdited: row.isEdited, forwardedFrom: row.forwardedFrom }
}
const NONE = { isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null }

test.each<[string, Record<string, unknown>, Partial<typeof NONE> | { forwardedFrom: number }]>([
  ['nothing', { params: [] }, {}],
  ['the forwarder\'s words', { params: { FORWARD_ID: 7, FORWARD_USER_ID: '503', FORWARD_CONTEXT_ID: 'chat12/7' } }, { forwardedFrom: 503 }],
  ['somebody\'s words', { params: { FORWARD_CONTEXT_ID: 'chat12/7' } }, { forwardedFrom: 0 }],
  ['words of older portals', { params: { FORWARD_ID: '7', FORWARD_CHAT_ID: 12, FORWARD_USER_ID: 0 } }, { forwardedFrom: 0 }],
  ['words of which the portal says no more than their number', { params: { FORWARD_ID: ['7'] } }, { forwardedFrom: 0 }],
  ['words as the search tells it', { forward: { id: 'chat12/7', userId: 503, chatTitle: 'x', chatType: 'chat' } }, { forwardedFrom: 503 }],
  ['no forwarding', { forward: null }, {}],
  ['a change', { params: { IS_EDITED: 'Y' } }, { isEdited: true }],
  ['no change', { params: { IS_EDITED: 'N', IS_DELETED: 'N' } }, {}],
  ['nothing any more', { params: { IS_DELETED: 'Y', IS_EDITED: 'Y' } }, { isDeleted: true }],
  ['a sticker, which the portal calls deleted', { params: { STICKER_PARAMS: { ID: 12, PACK_ID: 1, PACK_TYPE: 'vendor' }, IS_DELETED: 'Y' } }, {}],
  ['no sticker and nothing any more', { params: { STICKER_PARAMS: [], IS_DELETED: 'Y' } }, { isDeleted: true }],
  ['the portal\'s words', { author_id: 0 }, { isSystem: true }],
  ['the portal\'s words about somebody', { isSystem: true }, { isSystem: true }],
])('a message with %s is told as such (r5)', (_what, message, marks) => {
  expect(marksOf(message)).toEqual({ ...NONE, ...marks })
})

test('of a deleted message no words, files or attachments are left (r5)', () => {
  const message = { id: 20, author_id: 5, text: 'This message was deleted', params: { IS_DELETED: 'Y', FILE_ID: [3], ATTACH: [{ BLOCKS: [{ MESSAGE: 'x' }] }], LIKE: [1] } }
  expect(page({ messages: [message] })?.messages).toMatchObject([{ text: '', fileIds: [], attachments: [], authorId: 5 }])
})

test.each([[7, [7]], ['7', [7]], [[7, '8', 7], [7, 8]], [{ 3: 9 }, [9]], [0, []], ['x', []], [null, []], [true, []]])('FILE_ID %j is %j, alone or in a list (r19)', (given, fileIds) => {
  expect(page({ messages: [{ id: 20, params: { FILE_ID: given, LIKE: given } }] })?.messages).toMatchObject([{ fileIds, likedBy: fileIds }])
})

test('a name of a megabyte is cut', () => {
  const read = page({ users: [{ id: 1, name: 'x'.repeat(1_000_000) }], files: [{ id: 1, name: 'x'.repeat(1_000_000) }] })
  expect([read?.people[0]?.name.length, read?.files[0]?.name.length].every(length => (length ?? 0) <= 301)).toBe(true)
})

test('a row that is as it was is the same object in the next page, one that is not is read anew, and both say what either way of reading does', () => {
  const read = createPageReader()
  const rows = (text: string): unknown => ({ messages: [{ id: 1, text: 'first' }, { id: 2, text }], users: [{ id: 4, name: 'Ann' }], files: [{ id: 5, name: text }] })
  const [before, after] = [read(rows('as it was')), read(rows('edited'))]
  expect(after?.messages[0]).toBe(before?.messages[0])
  expect(after?.people[0]).toBe(before?.people[0])
  expect(after?.messages[1]).not.toBe(before?.messages[1])
  expect(after).toEqual(toReadPage(rows('edited')))
  // what was remembered long ago is read anew, and says the same
  for (let id = 10; id < 300; id += 1) read({ messages: [{ id, text: 'other' }], users: [], files: [] })
  expect(read(rows('as it was'))).toEqual(before)
})
