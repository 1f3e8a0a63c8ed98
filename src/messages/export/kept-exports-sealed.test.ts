/** What of exports lies in the browser: readable with the secret only, and whatever somebody did to it is no export. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { openDB, type IDBPDatabase } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { aPlan } from '../../../tests/support/an-export.ts'
import { ownerKey, openKeptExports, sweepExports } from './kept-exports.ts'
import { beginExport } from './export-state.ts'
import { ExportMoved, type WrittenChunk } from './chunks.ts'

const OWNER = ownerKey({ origin: 'https://demo.bitrix24.com', viewerId: 1, dialogId: 'chat7' })
const chunk = (text: string): WrittenChunk => ({ bytes: new TextEncoder().encode(text), messages: 0, firstId: null, lastId: null })

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.unstubAllGlobals()
})

async function open(personId = 1) {
  const kept = await openKeptExports({ secret: () => Promise.resolve(secretFor(personId)) })
  if (!kept) throw new Error('Nothing can be kept.')
  return { kept, name: await kept.nameOf(OWNER) }
}

async function inDatabase(work: (database: IDBPDatabase) => Promise<unknown>): Promise<void> {
  const database = await openDB('chatside-exports')
  await work(database)
  database.close()
}

interface RawRun {
  name: string
  runId: string
  head: ArrayBuffer
}

/** An export of two chunks; how it lies there. */
async function saved(texts = ['the first words', 'the other words']): Promise<RawRun> {
  const { kept, name } = await open()
  await kept.store(name, null).save({ ...beginExport(aPlan({}, { chatTitle: 'Website relaunch' })), chunks: texts.length }, texts.map(chunk))
  let raw: unknown
  await inDatabase(async (database) => {
    raw = await database.get('runs', name)
  })
  return raw as RawRun
}

const flipped = (bytes: ArrayBuffer): ArrayBuffer => Uint8Array.from(new Uint8Array(bytes), (byte, at) => at === 99 ? byte ^ 1 : byte).buffer
const chunkOf = async (database: IDBPDatabase, { runId }: RawRun, number: number): Promise<ArrayBuffer> => await database.get('chunks', [runId, number]) as ArrayBuffer

const SPOILT_HEADS: Readonly<Record<string, (run: RawRun) => object>> = {
  'was changed by one bit': run => ({ ...run, head: flipped(run.head) }),
  'was cut off': run => ({ ...run, head: run.head.slice(0, 40) }),
  'is of another run': run => ({ ...run, runId: 'another' }),
  'is nonsense': ({ name }) => ({ name, runId: 7, head: 'nonsense', savedOn: 'today' }),
}

test.each(Object.keys(SPOILT_HEADS))('an export whose head %s is none, and another one can be begun', async (what) => {
  const raw = await saved()
  await inDatabase(database => database.put('runs', SPOILT_HEADS[what]?.(raw)))
  const { kept, name } = await open()
  expect(await kept.find(name)).toBeNull()
  await kept.store(name, null).save({ ...beginExport(aPlan()), chunks: 1 }, [chunk('a')])
  expect(await kept.find(name)).toMatchObject({ state: { chunks: 1 } })
})

const SPOILT_CHUNKS: Readonly<Record<string, (database: IDBPDatabase, run: RawRun) => Promise<unknown>>> = {
  'was changed by one bit': async (database, run) => database.put('chunks', flipped(await chunkOf(database, run, 0)), [run.runId, 0]),
  'is missing': (database, run) => database.delete('chunks', [run.runId, 0]),
  'was swapped for another': async (database, run) => database.put('chunks', await chunkOf(database, run, 1), [run.runId, 0]),
  'is nonsense': (database, run) => database.put('chunks', 'nonsense', [run.runId, 0]),
}

test.each(Object.keys(SPOILT_CHUNKS))('an export of which a chunk %s is gone, all of it', async (what) => {
  const raw = await saved()
  await inDatabase(database => SPOILT_CHUNKS[what]?.(database, raw) ?? Promise.resolve())
  const { kept, name } = await open()
  const store = kept.store(name, await kept.find(name))
  await expect(store.read(0)).rejects.toEqual(new ExportMoved('gone'))
  expect(await kept.find(name)).toBeNull()
  await inDatabase(async database => expect(await database.count('chunks')).toBe(0))
})

test('another person neither finds an export nor makes theirs of it', async () => {
  const raw = await saved()
  const { kept, name } = await open(2)
  expect(name).not.toBe(raw.name)
  expect(await kept.find(name)).toBeNull()
  await inDatabase(database => database.put('runs', { ...raw, name }))
  expect(await kept.find(name)).toBeNull()
})

test('what is put back as it was is as it was then, whatever lies behind it', async () => {
  const raw = await saved(['a'])
  const { kept, name } = await open()
  const plan = aPlan()
  await kept.store(name, await kept.find(name)).save({ ...beginExport(plan), chunks: 2 }, [chunk('later')])
  await inDatabase(database => database.put('runs', raw))
  const store = kept.store(name, await kept.find(name))
  await store.save({ ...beginExport(plan), chunks: 2 }, [chunk('anew')])
  expect(new TextDecoder().decode((await store.read(1)).bytes)).toBe('anew')
})

test('nothing of portal, chat, plan or messages is readable in the database, and what is none of ours goes when it is swept', async () => {
  await saved()
  await inDatabase(async (database) => {
    const clear = JSON.stringify([await database.getAll('runs'), await database.getAllKeys('chunks')])
    const runs = await database.getAll('runs') as (RawRun & { loss: ArrayBuffer })[]
    const sealed = [...await database.getAll('chunks') as ArrayBuffer[], ...runs.flatMap(({ head, loss }) => [head, loss])]
    const raw = [clear, ...sealed.flatMap(bytes => [Buffer.from(bytes).toString('utf8'), Buffer.from(bytes).toString('utf16le')])].join('\n')
    for (const word of ['demo.bitrix24', 'chat7', 'Website', 'words', 'format']) expect(raw).not.toContain(word)
    await database.put('runs', { name: 'nonsense', savedOn: 'never' })
    await database.put('losses', { name: 'nonsense' })
  })
  await sweepExports()
  await inDatabase(async database => expect([await database.count('runs'), await database.count('losses')]).toEqual([1, 0]))
})
