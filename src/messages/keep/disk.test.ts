import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aFile, aMessage, aPage, aPerson } from '../../../tests/support/history.ts'
import type { Attachment } from '../text/attachments.ts'
import type { MessagePage } from '../message.ts'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { DATABASE, VERSION } from './archive-database.ts'
import { openDisk, type ArchiveDisk } from './disk.ts'
import type { ArchiveKey } from './protocol.ts'

const KEY: ArchiveKey = { origin: 'https://demo.bitrix24.com', personId: 2, chatId: 7, secret: secretFor(2) }
const MARK = { isComplete: true, isHistoryLimited: false, unreadable: 3, asOf: 1_773_000_000_000 }
const nowhere = { personId: null, chatId: null, address: '' }
const ATTACHMENTS: readonly Attachment[] = [
  [{ kind: 'text', text: '[b]Grüße[/b]' }, { kind: 'delimiter' }, { kind: 'entry', name: 'Anna', description: '', target: { ...nowhere, personId: 5 } }],
  [
    { kind: 'image', name: '', address: 'https://a.example/i.png' }, { kind: 'file', name: 'a.pdf', size: null, address: '' },
    { kind: 'grid', cells: [{ name: 'x', value: 'y', target: { ...nowhere, chatId: 7, address: '/crm/' } }] },
  ],
]
const PAGE = aPage(
  [aMessage({ id: 9, text: 'Grüße 👍', fileIds: [3, 4], attachments: ATTACHMENTS, likedBy: [2], replyToId: 8 }), aMessage({ id: 8, sentAt: null, authorId: 0, isSystem: true, text: '' })],
  { files: [aFile({ id: 3 })], people: [aPerson({ id: 1 })] },
)

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.unstubAllGlobals()
})

/** The chat as the next opening finds it. */
async function reopen(key = KEY, disk = openDisk()) {
  const pages: MessagePage[] = []
  const mark = await disk.open(key, page => pages.push(page))
  return { disk, pages, mark }
}

async function keepOne(key = KEY, options: Parameters<typeof openDisk>[0] = {}) {
  const { disk } = await reopen(key, openDisk(options))
  await disk.keep(KEY.secret, () => [PAGE], MARK)
  return disk
}

test('nothing is kept until somebody asks', async () => {
  const { disk, mark } = await reopen()
  await disk.add(PAGE, MARK)
  expect(mark).toBeNull()
  expect(disk.state()).toEqual({ state: 'off', bytes: 0, allBytes: 0 })
  expect((await reopen()).pages).toEqual([])
})

test('what is kept comes back as it was, with what is read later', async () => {
  const disk = await keepOne()
  const later = aPage([aMessage({ id: 10 })])
  await disk.add(later, { ...MARK, unreadable: 4 })
  const found = await reopen()
  expect(found.pages).toEqual([PAGE, later])
  expect(found.mark).toEqual({ ...MARK, unreadable: 4 })
  expect(found.disk.state().state).toBe('kept')
  expect(found.disk.state().bytes).toBeGreaterThan(100)
})

test('where the browser closes the database while a chat is written it is kept from its first page on', async () => {
  const opening = vi.spyOn(indexedDB, 'open')
  const { disk } = await reopen()
  const [connection, later] = [opening.mock.results[0], aPage([aMessage({ id: 10 })])]
  await disk.keep(KEY.secret, function* () {
    yield PAGE
    if (connection?.type === 'return') connection.value.result.close()
    yield later
  }, MARK)
  expect(opening).toHaveBeenCalledTimes(2)
  expect(await reopen()).toMatchObject({ pages: [PAGE, later], mark: MARK })
})

test.each([
  ['portal', { ...KEY, origin: 'https://other.bitrix24.com' }], ['person', { ...KEY, personId: 3 }], ['secret', { ...KEY, secret: secretFor(3) }], ['nobody\'s secret', { ...KEY, secret: null }], ['chat', { ...KEY, chatId: 8 }],
])('another %s sees nothing of it (a6)', async (_what, key) => {
  await keepOne()
  expect(await reopen(key)).toMatchObject({ pages: [], mark: null })
})

test('one chat can be taken away, and the others stay', async () => {
  await keepOne({ ...KEY, chatId: 8 })
  const disk = await keepOne()
  await disk.forget()
  expect(disk.state().state).toBe('off')
  expect((await reopen()).mark).toBeNull()
  expect((await reopen({ ...KEY, chatId: 8 })).pages).toEqual([PAGE])
})

test('everything can be taken away', async () => {
  await keepOne({ ...KEY, chatId: 8 })
  const disk = await keepOne()
  await disk.clear()
  expect(disk.state()).toEqual({ state: 'off', bytes: 0, allBytes: 0 })
  expect((await reopen({ ...KEY, chatId: 8 })).mark).toBeNull()
  const left = await openDB(DATABASE, VERSION)
  expect(await left.count('blocks')).toBe(0)
})

test('two windows that read the same chat lose nothing of each other', async () => {
  const one = await keepOne()
  const { disk: other } = await reopen()
  const [newer, older, newest] = [10, 7, 11].map(number => aPage([aMessage({ id: number })]))
  await one.add(newer ?? PAGE, { ...MARK, isComplete: false })
  await other.add(older ?? PAGE, MARK)
  await one.add(newest ?? PAGE, { ...MARK, isComplete: false })
  const found = await reopen()
  expect(found.pages).toEqual([PAGE, newer, older, newest])
  expect(found.mark?.isComplete).toBe(true)
})

test.each<[string, (disk: ArchiveDisk) => Promise<void>]>([['clears', disk => disk.clear()], ['takes away', disk => disk.forget()]])(
  'what another window %s does not come back with the next page that is read', async (_how, take) => {
    const disk = await keepOne()
    await take((await reopen()).disk)
    await disk.add(aPage([aMessage({ id: 10 })]), MARK)
    expect(disk.state()).toEqual({ state: 'off', bytes: 0, allBytes: 0 })
    const left = await openDB(DATABASE, VERSION)
    expect([await left.count('chats'), await left.count('blocks')]).toEqual([0, 0])
    left.close()
  },
)

test('what another window began to keep again gets no page that would leave a hole before it', async () => {
  const disk = await keepOne()
  const anew = aPage([aMessage({ id: 90 })])
  await (await reopen()).disk.keep(KEY.secret, () => [anew], MARK)
  await disk.add(aPage([aMessage({ id: 7 })]), MARK)
  expect(disk.state().state).toBe('off')
  expect((await reopen()).pages).toEqual([anew])
})

test('what another window writes in fewer blocks while it is opened is not taken for broken', async () => {
  const one = await keepOne()
  for (let id = 10; id < 50; id += 1) await one.add(aPage([aMessage({ id })]), MARK)
  const { disk: other, pages: before } = await reopen()
  const all = aPage(before.flatMap(({ messages }) => messages))
  const pages: MessagePage[] = []
  let tidying: Promise<void> | null = null
  const disk = openDisk()
  await disk.open(KEY, (page) => {
    pages.push(page)
    tidying ??= other.tidy(() => [all])
  }, () => pages.splice(0))
  await tidying
  expect(disk.state().state).toBe('kept')
  expect(pages.flatMap(({ messages }) => messages)).toEqual(all.messages)
  expect((await reopen()).pages).toEqual([all])
})

test('of too many chats those that were not opened for the longest go first', async () => {
  const options = { limits: { bytes: 1e9, chats: 2 } }
  await keepOne({ ...KEY, chatId: 1 }, options)
  await keepOne({ ...KEY, chatId: 2 }, options)
  await reopen({ ...KEY, chatId: 1 }, openDisk(options))
  await keepOne({ ...KEY, chatId: 3 }, options)
  const left = await Promise.all([1, 2, 3].map(async chatId => (await reopen({ ...KEY, chatId })).mark !== null))
  expect(left).toEqual([true, false, true])
})

test('twenty chats are kept, and the one that was not opened for the longest gives way', async () => {
  for (let chatId = 1; chatId <= 21; chatId += 1) await keepOne({ ...KEY, chatId })
  const left = await Promise.all([1, 2, 21].map(async chatId => (await reopen({ ...KEY, chatId })).mark !== null))
  expect(left).toEqual([false, true, true])
})

test('a chat that does not fit, even alone, is kept as far as it fits, and that is said', async () => {
  const limits = { bytes: 40_000, chats: 20 }
  const disk = await keepOne(KEY, { limits })
  await disk.add(aPage([aMessage({ id: 7, text: 'x'.repeat(10_000) })]), MARK)
  expect(disk.state().state).toBe('full')
  expect((await reopen()).pages).toEqual([PAGE])
})

test('a browser without room for the order of the chats hands over what it keeps, and goes on with it', async () => {
  await keepOne()
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => { throw new DOMException('', 'QuotaExceededError') })
  const { disk, pages, mark } = await reopen()
  put.mockRestore()
  expect([pages, mark, disk.state().state]).toEqual([[PAGE], MARK, 'kept'])
  const later = aPage([aMessage({ id: 10 })])
  await disk.add(later, MARK)
  expect((await reopen()).pages).toEqual([PAGE, later])
})

test.each([['a later version', VERSION + 1, ['else']], ['the version that was not encrypted', 4, ['chats', 'blocks']]])('a database of %s is thrown away, and that is said', async (_which, version, stores) => {
  const other = await openDB(DATABASE, version, { upgrade: database => stores.forEach(store => database.createObjectStore(store)) })
  other.close()
  const { disk } = await reopen()
  expect(disk.state().state).toBe('discarded')
  await disk.keep(KEY.secret, () => [PAGE], MARK)
  expect((await reopen()).pages).toEqual([PAGE])
})

test.each([
  ['is missing', undefined],
  ['refuses', { open: () => { throw new DOMException('', 'SecurityError') }, deleteDatabase: () => { throw new DOMException('', 'SecurityError') } }],
])('where the storage %s nothing fails, and that is said', async (_how, factory) => {
  vi.stubGlobal('indexedDB', factory)
  const { disk, mark } = await reopen()
  await disk.keep(KEY.secret, () => [PAGE], MARK)
  await disk.add(PAGE, MARK)
  await disk.clear()
  expect(mark).toBeNull()
  expect(disk.state().state).toBe('refused')
})

test('a storage that never answers counts as refused', async () => {
  vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest(), deleteDatabase: () => new IDBOpenDBRequest() })
  const { disk } = await reopen(KEY, openDisk({ deadline: 1 }))
  expect(disk.state().state).toBe('refused')
})
