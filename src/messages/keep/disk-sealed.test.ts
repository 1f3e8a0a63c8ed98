/** What of the archive lies in the browser: readable with the secret only, and whatever somebody did to it is not taken for messages. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB, type IDBPDatabase } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { aMessage, aPage, aPerson } from '../../../tests/support/history.ts'
import type { MessagePage } from '../message.ts'
import { DATABASE, VERSION } from './archive-database.ts'
import { openDisk } from './disk.ts'
import type { ArchiveKey } from './protocol.ts'

const KEY: ArchiveKey = { origin: 'https://demo.bitrix24.com', personId: 2, chatId: 7, secret: secretFor(2) }
const MARK = { isComplete: true, isHistoryLimited: false, unreadable: 0, asOf: 1_773_000_000_000 }
const PAGE = aPage([aMessage({ id: 9, text: 'Grüße' })], { people: [aPerson({ id: 1 })] })

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

async function inDatabase(work: (database: IDBPDatabase) => Promise<unknown>): Promise<void> {
  const database = await openDB(DATABASE, VERSION)
  await work(database)
  database.close()
}

interface RawChat {
  name: string
  head: ArrayBuffer
}

const rawChats = async (database: IDBPDatabase): Promise<RawChat[]> => await database.getAll('chats') as RawChat[]
const blockOf = async (database: IDBPDatabase, name: string, number: number): Promise<ArrayBuffer> => await database.get('blocks', [name, number]) as ArrayBuffer
const flipped = (bytes: ArrayBuffer): ArrayBuffer => Uint8Array.from(new Uint8Array(bytes), (byte, at) => at === 99 ? byte ^ 1 : byte).buffer

/** What another page of the same origin may do to a chat with two blocks. */
const SPOILT: Readonly<Record<string, (database: IDBPDatabase, chat: RawChat) => Promise<unknown>>> = {
  'a block is of nonsense': (database, { name }) => database.put('blocks', { ids: 'nonsense' }, [name, 1]),
  'a block was changed by one bit': async (database, { name }) => database.put('blocks', flipped(await blockOf(database, name, 1)), [name, 1]),
  'a block was cut off': async (database, { name }) => database.put('blocks', (await blockOf(database, name, 1)).slice(0, -1), [name, 1]),
  'a block is missing': (database, { name }) => database.delete('blocks', [name, 2]),
  'two blocks were swapped': async (database, { name }) => {
    const blocks = [await blockOf(database, name, 1), await blockOf(database, name, 2)] as const
    await database.put('blocks', blocks[1], [name, 1])
    await database.put('blocks', blocks[0], [name, 2])
  },
  'the head was changed by one bit': (database, chat) => database.put('chats', { ...chat, head: flipped(chat.head) }),
  'the head is of nonsense': (database, { name }) => database.put('chats', { name, head: 'nonsense', order: 'x', bytes: NaN }),
  'the head is of another series': (database, chat) => database.put('chats', { ...chat, series: 'another' }),
}

const keepTwo = async (key = KEY) => await (await keepOne(key)).add(aPage([aMessage({ id: 10 })]), MARK)

test.each(Object.keys(SPOILT))('where %s the whole chat is taken away, and that is said', async (what) => {
  await keepTwo()
  await inDatabase(async (database) => {
    const [chat] = await rawChats(database)
    if (chat) await SPOILT[what]?.(database, chat)
  })
  const { disk, mark } = await reopen()
  expect(mark).toBeNull()
  expect(disk.state().state).toBe('discarded')
  expect((await reopen()).disk.state()).toEqual({ state: 'off', bytes: 0, allBytes: 0 })
})

test('a chat that was put under another\'s name is none', async () => {
  await keepTwo({ ...KEY, chatId: 8 })
  await inDatabase(async (database) => {
    const [other] = await rawChats(database)
    const blocks = await database.getAll('blocks') as ArrayBuffer[]
    await keepTwo()
    const own = (await rawChats(database)).find(({ name }) => name !== other?.name)
    await database.put('chats', { ...other, name: own?.name })
    for (const [index, block] of blocks.entries()) await database.put('blocks', block, [own?.name ?? '', index + 1])
  })
  expect((await reopen()).disk.state().state).toBe('discarded')
})

test('a chat with a block of an earlier keeping is none', async () => {
  await keepTwo()
  await inDatabase(async (database) => {
    const [{ name = '' } = {}] = await rawChats(database)
    const block = await blockOf(database, name, 1)
    await keepTwo()
    await database.put('blocks', block, [name, 1])
  })
  expect((await reopen()).disk.state().state).toBe('discarded')
})

test('what is put back as it was before is as it was then, and gets no page that would leave a hole before it', async () => {
  const disk = await keepOne()
  await inDatabase(async (database) => {
    const [before] = await rawChats(database)
    await disk.add(aPage([aMessage({ id: 10 })]), MARK)
    await database.put('chats', before)
  })
  await disk.add(aPage([aMessage({ id: 11 })]), MARK)
  expect(disk.state().state).toBe('off')
  expect((await reopen()).pages).toEqual([PAGE])
})

test('what other pages wrote in place of chats is in nobody\'s way', async () => {
  await reopen()
  await inDatabase(async (database) => {
    for (const junk of [{ name: 'a' }, { name: 'b', bytes: 'many', order: Infinity }, { name: 7, bytes: -1, order: 2 ** 60 }]) await database.put('chats', junk)
  })
  const disk = await keepOne(KEY, { limits: { bytes: 1e9, chats: 2 } })
  expect(disk.state()).toMatchObject({ state: 'kept', allBytes: disk.state().bytes })
  expect((await reopen()).pages).toEqual([PAGE])
})

test('without a secret nothing is kept; where it is known once somebody asks, it is', async () => {
  const { disk } = await reopen({ ...KEY, secret: null })
  expect(disk.state().state).toBe('off')
  await disk.keep(null, () => [PAGE], MARK)
  expect(disk.state().state).toBe('unanswered')
  await inDatabase(async database => expect([await database.count('chats'), await database.count('blocks')]).toEqual([0, 0]))
  await disk.keep(KEY.secret, () => [PAGE], MARK)
  expect((await reopen()).pages).toEqual([PAGE])
})

test('without Web Crypto nothing is kept, and that is said', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  for (const secret of [null, KEY.secret]) {
    const { disk } = await reopen({ ...KEY, secret })
    expect(disk.state().state).toBe('refused')
    await disk.keep(secret, () => [PAGE], MARK)
    expect(disk.state().state).toBe('refused')
  }
})

test('nothing of a portal, person, text or count is readable in the database', async () => {
  await keepTwo()
  await inDatabase(async (database) => {
    const chats = await rawChats(database)
    const clear = JSON.stringify([await database.getAllKeys('chats'), await database.getAllKeys('blocks'), chats])
    const sealed = [...await database.getAll('blocks') as ArrayBuffer[], ...chats.map(({ head }) => head)]
    const raw = [clear, ...sealed.map(bytes => Buffer.from(bytes).toString('utf8')), ...sealed.map(bytes => Buffer.from(bytes).toString('utf16le'))].join('\n')
    for (const word of ['demo.bitrix24', 'Grüße', 'Schmidt', 'isComplete', 'attachments']) expect(raw).not.toContain(word)
    expect(sealed.map(({ byteLength }) => byteLength)).toEqual([16_412, 16_412, 16_412])
  })
})
