import { joinPages, type Message } from '../message.ts'
import type { Order } from './order.ts'
import type { HistoryChunk, HistoryGap } from './reading.ts'
import type { ReadPage } from '../read-page.ts'

/** Ids of the rows that can be read, in the order of the reading. */
export function idsOf({ ids }: ReadPage, order: Order): number[] {
  return ids.filter(id => id !== null).sort(order.compare)
}

/** The new messages of consecutive pages for a reading that has come to `lastId`, in its order, each once; null for none. */
export function toBatch(pages: readonly ReadPage[], order: Order, lastId: number | null): Pick<HistoryChunk, 'gaps' | 'page'> | null {
  const isNew = (id: number): boolean => lastId === null || order.isBeyond(id, lastId)
  const messages = new Map<number, Message>()
  for (const page of pages) {
    for (const message of page.messages) if (isNew(message.id)) messages.set(message.id, message)
  }
  const gaps = pages.flatMap(page => gapsOf(page, order, lastId)).filter(({ beforeId }) => beforeId !== null && isNew(beforeId))
  if (messages.size === 0 && gaps.length === 0) return null
  return { page: { ...joinPages(...pages), messages: [...messages.values()].sort((one, other) => order.compare(one.id, other.id)) }, gaps }
}

/**
 * Reports unreadable rows by the readable ones around them. An unreadable row at the far end of a page is left to the next page, which
 * begins with it; only where no page follows is it reported without a message after it.
 */
export function gapsOf({ ids }: ReadPage, order: Order, lastId: number | null): HistoryGap[] {
  const readable = ids.filter(id => id !== null)
  const [first, last] = [readable[0], readable.at(-1)]
  const inOrder = first !== undefined && last !== undefined && order.isBeyond(first, last) ? [...ids].reverse() : ids
  const gaps: HistoryGap[] = []
  let afterId = lastId
  let missing = 0
  for (const id of inOrder) {
    if (id === null) {
      missing += 1
      continue
    }
    if (missing > 0) gaps.push({ afterId, beforeId: id, rows: missing })
    afterId = id
    missing = 0
  }
  if (missing > 0) gaps.push({ afterId, beforeId: null, rows: missing })
  return gaps
}
