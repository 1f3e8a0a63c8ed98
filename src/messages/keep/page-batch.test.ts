import { expect, test } from 'vitest'
import { aFile, aMessage, aPage, aPerson } from '../../../tests/support/history.ts'
import type { HistoryChunk } from '../read/index.ts'
import type { MessagePage } from '../message.ts'
import { createPageBatch } from './page-batch.ts'
import { NOTHING_READ } from './protocol.ts'

const TOKEN: HistoryChunk['token'] = {
  version: 1, dialogId: 'chat7', direction: 'newest-first', since: null, until: null, fromMessageId: null, lastId: null, anchors: [], read: 0, isEnd: false,
}

function aChunk(page: MessagePage, chunk: Partial<HistoryChunk> = {}): HistoryChunk {
  return { page, token: TOKEN, gaps: [], isEnd: false, isHistoryLimited: null, ...chunk }
}

test('the first page is handed over at once, later ones together, after a while', () => {
  let now = 0
  const batch = createPageBatch({ isOlder: true, now: () => now })
  batch.add(aChunk(aPage([aMessage({ id: 9 })])), 0)
  expect(batch.isDue()).toBe(true)
  expect(batch.take(NOTHING_READ)?.page.messages).toHaveLength(1)
  batch.add(aChunk(aPage([aMessage({ id: 8 })], { people: [aPerson({ id: 1 })], files: [aFile({ id: 3 })] })), 0)
  batch.add(aChunk(aPage([aMessage({ id: 7 })], { people: [aPerson({ id: 1 })] })), 0)
  expect(batch.isDue()).toBe(false)
  now = 300
  expect(batch.isDue()).toBe(true)
  expect(batch.take(NOTHING_READ)?.page).toEqual(aPage([aMessage({ id: 8 }), aMessage({ id: 7 })], { people: [aPerson({ id: 1 })], files: [aFile({ id: 3 })] }))
  expect(batch.take(NOTHING_READ)).toBeNull()
})

test('many messages, and the end, wait for nothing', () => {
  const batch = createPageBatch({ isOlder: true, now: () => 0 })
  batch.take(NOTHING_READ)
  batch.add(aChunk(aPage(Array.from({ length: 1_000 }, (_unused, index) => aMessage({ id: index + 1 })))), 0)
  expect(batch.isDue()).toBe(true)
  batch.take(NOTHING_READ)
  batch.add(aChunk(aPage([]), { isEnd: true }), 0)
  expect(batch.isDue()).toBe(true)
})

test.each([[true, true], [false, false]])('only the end of the older part completes a chat: %s', (isOlder, isComplete) => {
  const batch = createPageBatch({ isOlder })
  batch.add(aChunk(aPage([]), { isEnd: true, isHistoryLimited: true, gaps: [{ afterId: null, beforeId: null, rows: 2 }] }), 0)
  expect(batch.take({ ...NOTHING_READ, unreadable: 1, asOf: 5 })?.mark).toEqual({ isComplete, isHistoryLimited: true, unreadable: 3, asOf: 5 })
})

test('what is handed over is as old as the first of it', () => {
  const batch = createPageBatch({ isOlder: true })
  batch.add(aChunk(aPage([aMessage({ id: 9 })])), 20)
  batch.add(aChunk(aPage([aMessage({ id: 8 })])), 10)
  batch.add(aChunk(aPage([aMessage({ id: 7 })])), 30)
  expect(batch.take(NOTHING_READ)?.readAt).toBe(10)
  batch.add(aChunk(aPage([aMessage({ id: 6 })])), 40)
  expect(batch.take(NOTHING_READ)?.readAt).toBe(40)
})
