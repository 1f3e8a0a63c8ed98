import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { secretFor } from '../tests/support/a-device-key.ts'
import { aPlan } from '../tests/support/an-export.ts'
import { settle } from '../tests/support/mount.ts'
import { beginExport } from './messages/export/export-state.ts'
import { exportsDatabase } from './messages/export/exports-database.ts'
import { openKeptExports } from './messages/export/kept-exports.ts'
import { sweepLater } from './sweep-later.ts'

const DAY = 86_400_000

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.UTC(2026, 2, 10) })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Owners of whom something is kept, looked at without the care that removes what is old. */
const owners = () => exportsDatabase().use(opened => opened.getAllKeys('runs'))

async function keep(owner: string): Promise<void> {
  const kept = await openKeptExports({ secret: () => Promise.resolve(secretFor(1)) })
  await kept?.store(owner, null).save({ ...beginExport(aPlan()), chunks: 1 }, [{ bytes: new Uint8Array(4), messages: 0, firstId: null, lastId: null }])
}

test('what nobody came back to for two weeks is removed after any start of the app, and what is younger stays (a10)', async () => {
  await keep('old')
  vi.setSystemTime(Date.now() + 10 * DAY)
  await keep('young')
  vi.setSystemTime(Date.now() + 5 * DAY)
  sweepLater()
  await vi.advanceTimersByTimeAsync(9_000)
  await settle()
  expect(await owners(), 'not while the first view is drawn').toEqual(['old', 'young'])
  await vi.advanceTimersByTimeAsync(1_000)
  await expect.poll(async () => {
    await settle()
    return await owners()
  }).toEqual(['young'])
  expect(await exportsDatabase().use(opened => opened.count('chunks'))).toBe(1)
})
