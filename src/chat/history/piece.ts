import type { HistoryMessage, HistoryPage } from './history-message.ts'
import type { Order } from './order.ts'
import type { HistoryGap } from './reading.ts'
import type { ReadPage } from './to-history-page.ts'

/** Part of a reading: messages in its order, none of them handed on before. */
export interface Piece extends HistoryPage {
  gaps: readonly HistoryGap[]
}

/** Ids of the rows that can be read, in the order of the reading. */
export function idsOf({ rows }: ReadPage, order: Order): number[] {
  return rows.flatMap(row => (row ? [row.id] : [])).sort(order.compare)
}

/** What pages that follow each other add to a reading that has come to `lastId`; null for nothing. */
export function toPiece(pages: readonly ReadPage[], order: Order, lastId: number | null): Piece | null {
  const isNew = (id: number): boolean => lastId === null || order.isBeyond(id, lastId)
  const messages = new Map<number, HistoryMessage>()
  for (const { rows } of pages) {
    for (const row of rows) if (row && isNew(row.id)) messages.set(row.id, row)
  }
  const gaps = pages.flatMap(page => gapsOf(page, order, lastId)).filter(({ beforeId }) => beforeId !== null && isNew(beforeId))
  if (messages.size === 0 && gaps.length === 0) return null
  return {
    messages: [...messages.values()].sort((one, other) => order.compare(one.id, other.id)),
    files: pages.flatMap(({ files }) => files),
    people: pages.flatMap(({ people }) => people),
    gaps,
  }
}

/**
 * Rows that cannot be read stand between those that can. One at the far end of a page is left to the next page, which
 * begins with it; only where no page follows is it told with nothing behind it.
 */
export function gapsOf({ rows }: ReadPage, order: Order, lastId: number | null): HistoryGap[] {
  const readable = rows.filter(row => row !== null)
  const [first, last] = [readable[0], readable.at(-1)]
  const inOrder = first && last && order.isBeyond(first.id, last.id) ? [...rows].reverse() : rows
  const gaps: HistoryGap[] = []
  let afterId = lastId
  let missing = 0
  for (const row of inOrder) {
    if (!row) {
      missing += 1
      continue
    }
    if (missing > 0) gaps.push({ afterId, beforeId: row.id, rows: missing })
    afterId = row.id
    missing = 0
  }
  if (missing > 0) gaps.push({ afterId, beforeId: null, rows: missing })
  return gaps
}
