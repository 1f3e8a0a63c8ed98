import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readRecord } from './kept-record.ts'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => vi.unstubAllGlobals())

function settle(asked: IDBRequest): Promise<string> {
  return new Promise((resolve) => {
    asked.onsuccess = () => resolve('done')
    asked.onerror = () => resolve('failed')
    asked.addEventListener('blocked', () => resolve('blocked'))
  })
}

test('who waits for a key keeps no other page from deleting the database, and then finds nothing', async () => {
  const making = indexedDB.open('kept')
  making.onupgradeneeded = () => making.result.createObjectStore('records').put('value', 'key')
  await settle(making)
  making.result.close()
  const opens = vi.spyOn(indexedDB, 'open')

  let makeKey = (_key: string): void => undefined
  const reading = readRecord('kept', 'records', new Promise((resolve) => { makeKey = resolve }))
  await vi.waitUntil(() => opens.mock.results[0]?.value.readyState === 'done')
  expect(await settle(indexedDB.deleteDatabase('kept'))).toBe('done')
  makeKey('key')
  expect(await reading).toBeUndefined()
})
