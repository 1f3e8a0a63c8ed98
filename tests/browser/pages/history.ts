/** The app's door and its reader of histories over the real portal page and SDK, with what a reading costs this page. */
import { connect } from '../../../src/bitrix24/connect.ts'
import { type HistoryQuery, readHistory } from '../../../src/messages/read/index.ts'

export interface ReadingCost {
  read: number
  /** Of the first and of the last message. */
  ids: [number, number]
  /** Whether every message came once and in order. */
  isInOrder: boolean
  milliseconds: number
  requests: number
  /** Kinds of waits. */
  waits: string[]
  /** Megabytes, where the browser says so. */
  heapBefore: number
  heapPeak: number
  /** Milliseconds; 0 for none of 50 or more. */
  longestTask: number
}

const portal = await connect({ portalOrigins: [] })

function heap(): number {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } }
  return (memory?.usedJSHeapSize ?? 0) / 1_000_000
}

/** Keeps nothing but what it returns, so that what the reading itself holds can be seen. */
async function measureReading(query: HistoryQuery): Promise<ReadingCost> {
  const cost: ReadingCost = { read: 0, ids: [0, 0], isInOrder: true, milliseconds: 0, requests: 0, waits: [], heapBefore: heap(), heapPeak: 0, longestTask: 0 }
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) cost.longestTask = Math.max(cost.longestTask, duration)
  })
  observer.observe({ entryTypes: ['longtask'] })
  const began = performance.now()
  for await (const { page } of readHistory(portal, { ...query, onProgress: ({ requests, waiting }) => {
    cost.requests = requests
    if (waiting && cost.waits.at(-1) !== waiting.reason) cost.waits.push(waiting.reason)
  } })) {
    for (const { id } of page.messages) {
      const [first, last] = cost.ids
      if (cost.read > 0 && (query.direction === 'newest-first' ? id >= last : id <= last)) cost.isInOrder = false
      cost.ids = [first || id, id]
      cost.read += 1
    }
    cost.heapPeak = Math.max(cost.heapPeak, heap())
  }
  cost.milliseconds = performance.now() - began
  for (const { duration } of observer.takeRecords()) cost.longestTask = Math.max(cost.longestTask, duration)
  observer.disconnect()
  return cost
}

/** What people write by hand: a page, then the page before it. Ends after `most` messages. */
async function measureByHand(dialogId: string, from: number, most: number): Promise<Pick<ReadingCost, 'read' | 'milliseconds' | 'requests'>> {
  const began = performance.now()
  let [read, requests, lastId] = [0, 0, from]
  while (read < most) {
    const answer = await portal.call({ method: 'im.dialog.messages.get', params: { DIALOG_ID: dialogId, LIMIT: 50, LAST_ID: lastId } }) as { messages: { id: number }[] }
    requests += 1
    if (answer.messages.length === 0) break
    read += answer.messages.length
    lastId = Math.min(...answer.messages.map(({ id }) => id))
  }
  return { read, requests, milliseconds: performance.now() - began }
}

Object.assign(window, { measureReading, measureByHand, isReady: true })
