import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { aPlan } from '../../../tests/support/an-export.ts'
import { beginExport, type ExportState, type STATE_VERSION } from './export-state.ts'
import { openKeptExports, type KeptExports } from './kept-exports.ts'

const piece = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const stateWith = (pieces: number): ExportState => ({ ...beginExport(aPlan()), pieces })

let now = Date.UTC(2026, 2, 10)

async function open(): Promise<KeptExports> {
  const kept = await openKeptExports({ now: () => now })
  if (!kept) throw new Error('Nothing can be kept.')
  return kept
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  now = Date.UTC(2026, 2, 10)
})

test('what was saved is found by portal, person and chat when the page is opened again', async () => {
  await (await open()).store('run', 'chat7').save(stateWith(2), [piece('a'), piece('b')])
  const again = await open()
  expect(await again.find('chat8')).toBeNull()
  const run = await again.find('chat7')
  expect(run).toMatchObject({ runId: 'run', state: { pieces: 2 } })
  const store = again.store('run', 'chat7')
  expect([text(await store.read(0)), text(await store.read(1))]).toEqual(['a', 'b'])
  await expect(store.read(2)).rejects.toThrow('Piece 2')
})

test('a page that is written again replaces what was there of it', async () => {
  const store = (await open()).store('run', 'chat7')
  await store.save(stateWith(1), [piece('a')])
  await store.save(stateWith(2), [piece('lost')])
  await store.save(stateWith(2), [piece('b')])
  expect([text(await store.read(0)), text(await store.read(1))]).toEqual(['a', 'b'])
})

test('what is dropped is gone with all its pieces', async () => {
  const kept = await open()
  await kept.store('other', 'chat7').save(stateWith(1), [piece('x')])
  const store = kept.store('run', 'chat7')
  await store.save(stateWith(1), [piece('a')])
  await store.drop()
  await expect(store.read(0)).rejects.toThrow('Piece 0')
  expect(await kept.find('chat7')).toMatchObject({ runId: 'other' })
})

test('nothing stays for ever: not what is older than two weeks, nor more than five exports', async () => {
  const kept = await open()
  for (let run = 1; run <= 7; run += 1) {
    now += 1_000
    await kept.store(`run${run}`, `chat${run}`).save(stateWith(1), [piece('a')])
  }
  const again = await open()
  expect(await Promise.all([1, 2, 3, 7].map(run => again.find(`chat${run}`)))).toEqual([null, null, expect.anything(), expect.anything()])
  now += 15 * 86_400_000
  expect(await (await open()).find('chat7')).toBeNull()
})

test('an export of another version of this app is not gone on with', async () => {
  const kept = await open()
  await kept.store('run', 'chat7').save({ ...stateWith(0), version: 1 as unknown as typeof STATE_VERSION }, [])
  expect(await kept.find('chat7')).toBeNull()
})

test('on a full disk the export goes on in memory, says so, and what was saved before can be gone on with', async () => {
  const kept = await open()
  const store = kept.store('run', 'chat7')
  await store.save(stateWith(1), [piece('a')])
  expect(store.isLasting).toBe(true)
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  put.mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await store.save(stateWith(3), [piece('b'), piece('c')])
  await store.save(stateWith(4), [piece('d')])
  put.mockRestore()
  expect(store.isLasting).toBe(false)
  expect(await Promise.all([0, 1, 2, 3].map(async index => text(await store.read(index))))).toEqual(['a', 'b', 'c', 'd'])
  expect((await kept.find('chat7'))?.state.pieces).toBe(1)
})

test('where the browser refuses to keep anything there is nothing to keep it in', async () => {
  vi.stubGlobal('indexedDB', undefined)
  expect(await openKeptExports()).toBeNull()
  vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('denied', 'SecurityError') } })
  expect(await openKeptExports()).toBeNull()
})
