import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPlan } from '../../../tests/support/an-export.ts'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { aLockManager } from '../../../tests/support/a-lock-manager.ts'
import { KeptError } from '../../lib/browser/kept-database.ts'
import { holdName } from '../../lib/browser/name-lock.ts'
import { lockOf, ownerKey, clearExports, openKeptExports, sizeOfExports, type KeptExports } from './kept-exports.ts'
import { beginExport, type ExportState, type STATE_VERSION } from './export-state.ts'
import { ExportMoved, type WrittenChunk } from './chunks.ts'

const DAY = 86_400_000
const chunk = (text: string): WrittenChunk => ({ bytes: new TextEncoder().encode(text), messages: 0, firstId: null, lastId: null })
const text = ({ bytes }: WrittenChunk): string => new TextDecoder().decode(bytes)
const stateWith = (chunks: number): ExportState => ({ ...beginExport(aPlan()), chunks })

const secret = (): Promise<string> => Promise.resolve(secretFor(1))

let now = Date.UTC(2026, 2, 10)

async function open(): Promise<KeptExports> {
  const kept = await openKeptExports({ now: () => now, secret })
  if (!kept) throw new Error('Nothing can be kept.')
  return kept
}

/** As a window that has just been opened goes on with an export. */
async function goOn(kept: KeptExports, owner = 'chat7') {
  return kept.store(owner, await kept.find(owner))
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  now = Date.UTC(2026, 2, 10)
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('what was saved is found by portal, person and chat when the page is opened again', async () => {
  await (await open()).store('chat7', null).save(stateWith(2), [chunk('a'), chunk('b')])
  const again = await open()
  expect(await again.find('chat8')).toBeNull()
  expect(await again.find('chat7')).toMatchObject({ bytes: 2, state: { chunks: 2 } })
  const store = await goOn(again)
  expect([text(await store.read(0)), text(await store.read(1))]).toEqual(['a', 'b'])
})

test('what is kept hangs on the origin that was checked and on the person (a6)', () => {
  const owner = { origin: 'https://one.bitrix24.com', viewerId: 1, dialogId: 'chat7' }
  const others = [{ origin: 'https://two.bitrix24.com' }, { viewerId: 2 }, { dialogId: 'chat8' }]
  expect(new Set([owner, ...others.map(other => ({ ...owner, ...other }))].map(ownerKey)).size).toBe(4)
})

test('of two windows that go on from the same state one writes, and the other is told that it was not the one (a1)', async () => {
  await (await open()).store('chat7', null).save(stateWith(1), [chunk('a')])
  const [one, other] = [await goOn(await open()), await goOn(await open())]
  await one.save(stateWith(2), [chunk('b')])
  await expect(other.save(stateWith(3), [chunk('x'), chunk('y')])).rejects.toEqual(new ExportMoved('elsewhere'))
  expect(await other.renew()).toMatchObject({ chunks: 2 })
  await other.save(stateWith(3), [chunk('c')])
  expect(await Promise.all([0, 1, 2].map(async index => text(await other.read(index))))).toEqual(['a', 'b', 'c'])
})

test('of two windows that begin an export of one chat at the same time one keeps it (a1)', async () => {
  const [one, other] = [(await open()).store('chat7', null), (await open()).store('chat7', null)]
  const outcomes = await Promise.allSettled([one.save(stateWith(1), [chunk('a')]), other.save(stateWith(1), [chunk('b')])])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('what another window took away is not written again (a1)', async () => {
  const store = (await open()).store('chat7', null)
  await store.save(stateWith(1), [chunk('a')])
  await (await goOn(await open())).drop()
  await expect(store.save(stateWith(2), [chunk('b')])).rejects.toEqual(new ExportMoved('gone'))
  await expect(store.renew()).rejects.toEqual(new ExportMoved('gone'))
  expect(await sizeOfExports()).toBe(0)
})

test('what is dropped is gone with all its chunks, and other chats stay', async () => {
  const kept = await open()
  await kept.store('chat8', null).save(stateWith(1), [chunk('x')])
  const store = kept.store('chat7', null)
  await store.save(stateWith(1), [chunk('a')])
  await store.drop()
  await expect(store.read(0)).rejects.toEqual(new ExportMoved('gone'))
  expect(await kept.find('chat8')).not.toBeNull()
})

test('an export is not removed for others that were saved since (a9)', async () => {
  const kept = await open()
  for (let chat = 1; chat <= 7; chat += 1) {
    now += 1_000
    await kept.store(`chat${chat}`, null).save(stateWith(1), [chunk('a')])
  }
  const again = await open()
  expect(await Promise.all([1, 2, 3, 7].map(chat => again.find(`chat${chat}`)))).not.toContain(null)
})

test('an export that nobody came back to for two weeks is removed when the app is opened, and that is remembered (a9)', async () => {
  await (await open()).store('chat7', null).save({ ...stateWith(1), read: 40 }, [chunk('a')])
  now += 15 * DAY
  const kept = await open()
  expect(await kept.find('chat7')).toBeNull()
  expect(await kept.findLoss('chat7')).toMatchObject({ read: 40 })
  await kept.store('chat7', null).save(stateWith(1), [chunk('b')])
  expect(await kept.findLoss('chat7')).toBeNull()
})

test('an export that a window holds is not removed, however old the clock says it is (a9)', async () => {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(aLockManager())
  await (await open()).store('chat7', null).save(stateWith(1), [chunk('a')])
  const release = await holdName(lockOf('chat7'))
  now += 15 * DAY
  expect(await (await open()).find('chat7')).not.toBeNull()
  release?.()
  await expect.poll(async () => (await open()).find('chat7')).toBeNull()
})

test('an archive that was handed out is kept for a day, and may be followed by another at once (a12)', async () => {
  const kept = await open()
  const store = kept.store('chat7', null)
  await store.save({ ...stateWith(1), isEnd: true }, [chunk('a')])
  await store.taken()
  now += DAY / 2
  const run = await (await open()).find('chat7')
  expect(run?.isTaken).toBe(true)
  expect(text(await store.read(0))).toBe('a')
  now += 1.5 * DAY
  const again = await open()
  expect([await again.find('chat7'), await again.findLoss('chat7')]).toEqual([null, null])
  const next = again.store('chat7', null)
  await next.save({ ...stateWith(1), isEnd: true }, [chunk('b')])
  await next.taken()
  await again.store('chat7', null).save(stateWith(1), [chunk('c')])
  expect(await sizeOfExports()).toBe(1)
})

test('one call takes everything away (a10)', async () => {
  const kept = await open()
  for (const owner of ['chat7', 'chat8']) await kept.store(owner, null).save(stateWith(1), [chunk('a')])
  await clearExports()
  expect([await kept.find('chat7'), await kept.find('chat8'), await sizeOfExports()]).toEqual([null, null, 0])
})

test('an export of another version of this app is not gone on with, and makes room', async () => {
  const kept = await open()
  await kept.store('chat7', null).save({ ...stateWith(0), version: 4 as unknown as typeof STATE_VERSION }, [])
  expect(await kept.find('chat7')).toBeNull()
  await kept.store('chat7', null).save(stateWith(1), [chunk('a')])
  expect(await kept.find('chat7')).not.toBeNull()
})

test('on a full disk the export goes on in memory, says so, and what was saved before can be gone on with', async () => {
  const kept = await open()
  const store = kept.store('chat7', null)
  await store.save(stateWith(1), [chunk('a')])
  expect(store.isLasting).toBe(true)
  const add = vi.spyOn(IDBObjectStore.prototype, 'add')
  add.mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await store.save(stateWith(3), [chunk('b'), chunk('c')])
  await store.save(stateWith(4), [chunk('d')])
  add.mockRestore()
  expect(store.isLasting).toBe(false)
  expect(await Promise.all([0, 1, 2, 3].map(async index => text(await store.read(index))))).toEqual(['a', 'b', 'c', 'd'])
  expect((await kept.find('chat7'))?.state.chunks).toBe(1)
  expect(await store.renew(), 'what is in memory goes on').toBeNull()
})

test('a database that the browser closes is opened again, once for every chunk of work, and the export goes on (r4)', async () => {
  const kept = await open()
  const store = kept.store('chat7', null)
  await store.save(stateWith(1), [chunk('a')])
  closeAllOnce()
  await store.save(stateWith(2), [chunk('b')])
  closeAllOnce()
  expect(text(await store.read(1))).toBe('b')
  expect(store.isLasting).toBe(true)
})

test('where a database cannot be opened again that is said at once, and nothing is read that could not be put together (r4)', async () => {
  const kept = await open()
  const store = kept.store('chat7', null)
  await store.save(stateWith(1), [chunk('a')])
  closeAllOnce()
  const factory = indexedDB
  vi.stubGlobal('indexedDB', undefined)
  await expect(store.save(stateWith(2), [chunk('b')])).rejects.toBeInstanceOf(KeptError)
  vi.stubGlobal('indexedDB', factory)
  expect(await store.renew()).toMatchObject({ chunks: 1 })
  await store.save(stateWith(2), [chunk('b')])
})

/** As a browser does with what a page in the background has open: the next use finds it closed. */
function closeAllOnce(): void {
  const { transaction } = IDBDatabase.prototype
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function closed(this: IDBDatabase, ...given) {
    spy.mockRestore()
    this.close()
    return transaction.apply(this, given)
  })
}

test('where the browser refuses to keep anything there is nothing to keep it in', async () => {
  vi.stubGlobal('indexedDB', undefined)
  expect(await openKeptExports({ secret })).toBeNull()
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('denied', 'SecurityError') } })
  expect(await openKeptExports({ secret })).toBeNull()
})

test('a name that throws, and a database that never answers, are refusals after the deadline (r3)', async () => {
  vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() })
  expect(await openKeptExports({ secret, deadline: 1 })).toBeNull()
  const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')
  Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: () => { throw new DOMException('denied', 'SecurityError') } })
  try {
    expect(await openKeptExports({ secret })).toBeNull()
  } finally {
    if (own) Object.defineProperty(globalThis, 'indexedDB', own)
  }
})
