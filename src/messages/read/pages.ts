/**
 * Pages of im.dialog.messages.get in one batch: each begins after a message of the page before, which the
 * portal looks up itself (`$result[…]`, api docs, settings/how-to-call-rest-api/batch.md). What a reference to nothing
 * becomes is not documented, so a page counts only when it comes after the message that its reference must have meant.
 */
import { PortalError, type Command, type Outcome } from '../../bitrix24/index.ts'
import type { Order } from './cursor.ts'
import { toReadPage, type ReadPage } from '../read-page.ts'
import { joinPages, type Message } from '../message.ts'
import type { HistoryChunk, HistoryGap } from './reading.ts'

const METHOD = 'im.dialog.messages.get'

/** The most that the portal gives. */
export const PAGE = 50

type PageName = `p${number}`

export interface Chain {
  dialogId: string
  order: Order
  /** An existing message. */
  from: number
  /** The row of a page after which the next page begins. */
  index: number
  count: number
}

/** One page after a message; 0 is the end where the reading begins, null asks as the messenger does when it opens. */
export function pageCommand(dialogId: string, order: Order, from: number | string | null, limit = PAGE): Command {
  return { method: METHOD, params: { DIALOG_ID: dialogId, LIMIT: limit, ...(from === null ? {} : { [order.cursor]: from }) } }
}

export function chainCommands({ dialogId, order, from, index, count }: Chain): Record<PageName, Command> {
  const commands: Record<PageName, Command> = {}
  for (let page = 0; page < count; page += 1) {
    commands[`p${page}`] = pageCommand(dialogId, order, page === 0 ? from : `$result[p${page - 1}][messages][${index}][id]`)
  }
  return commands
}

export type ChainStop =
  /** Every page was read. */
  | { kind: 'whole' }
  /** A page has nothing that can be read, or less than asked for: the end, or a message that no longer exists. */
  | { kind: 'end' }
  | { kind: 'failed', error: PortalError }
  /** The page does not begin where its reference says. */
  | { kind: 'unresolved' }

/** Yields the pages that can be trusted, one by one because reading them takes time, and says why there are no more. */
export function* readChain(outcomes: Partial<Record<PageName, Outcome>>, { order, from, index, count }: Chain): Generator<ReadPage, ChainStop, undefined> {
  let cursor: number | null = from
  for (let number = 0; number < count; number += 1) {
    if (cursor === null) return { kind: 'end' }
    const read = readPage(outcomes[`p${number}`])
    if (read instanceof PortalError) {
      const isGarbled = number > 0 && /^(?:LAST|FIRST)_ID_STRING$/.test(read.code)
      return isGarbled ? { kind: 'unresolved' } : { kind: 'failed', error: read }
    }
    if (read.messages.length === 0) return { kind: 'end' }
    const start: number = cursor
    if (read.messages.some(({ id }) => !order.isBeyond(id, start))) {
      return number === 0 ? { kind: 'failed', error: badAnswer() } : { kind: 'unresolved' }
    }
    yield read
    cursor = read.ids[index] ?? null
  }
  return { kind: 'whole' }
}

/** The row of a page that is furthest along: pages after it overlap least. */
export function furthestIndex({ ids }: ReadPage, order: Order): number {
  const readable = ids.filter(id => id !== null)
  const [first, last] = [readable[0], readable.at(-1)]
  return first !== undefined && last !== undefined && order.isBeyond(first, last) ? 0 : PAGE - 1
}

/** The page of an answer, or why there is none. */
export function readPage(outcome: Outcome | undefined): ReadPage | PortalError {
  if (!outcome) return badAnswer()
  if (!outcome.ok) return outcome.error
  return toReadPage(outcome.value) ?? badAnswer()
}

function badAnswer(): PortalError {
  return new PortalError('bad-answer', { method: METHOD })
}

/** Ids of the rows that can be read, in the order of the reading. */
export function idsOf({ ids }: ReadPage, order: Order): number[] {
  return ids.filter(id => id !== null).sort(order.compare)
}

/** What successive pages add to a reading that has come to `lastId`, in its order, nothing twice; null for nothing. */
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
 * The gaps of a page: rows that cannot be read, between those that can. A gap at the far end of a page is left to the next page, which
 * begins with it; only where no page follows is it reported with nothing after it.
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
