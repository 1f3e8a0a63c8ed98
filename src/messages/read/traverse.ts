import { PortalError } from '../../bitrix24/index.ts'
import type { Asker } from './asker.ts'
import { begin } from './begin.ts'
import { confirmCommands, readConfirmation } from './confirm-end.ts'
import type { Order } from './order.ts'
import { type Chain, chainCommands, type ChainStop, furthestIndex, PAGE, readChain } from './page-chain.ts'
import { NO_MESSAGES } from '../message.ts'
import { idsOf, toBatch } from './page-batch.ts'
import { advance, type Cursor, seen } from './cursor.ts'
import type { HistoryChunk } from './reading.ts'

export interface Traversal {
  asker: Asker
  dialogId: string
  order: Order
  /** Null: from the end of the chat on. */
  cursor: Cursor | null
}

/** Part of a reading: messages in its order, none of them handed on before, and the cursor after them. */
export type Traverse = (traversal: Traversal) => AsyncGenerator<Pick<HistoryChunk, 'gaps' | 'page'> & { cursor: Cursor }, void, undefined>

/** How often the same cursor may be asked about without anything new. */
const MOST_IDLE = 8
/** After so many batches whose references led nowhere, pages are requested one by one. */
const MOST_UNRESOLVED = 2

/**
 * Every message of a chat after a cursor, each once, in order. Messages that are added before the cursor or deleted after it meanwhile are
 * not among them; all that existed throughout are.
 * @throws PortalError, or the signal's reason
 */
export const traverse: Traverse = async function* ({ asker, dialogId, order, cursor: given }) {
  let cursor = given
  let index = PAGE - 1
  let unresolved = 0
  let idle = 0

  for (;;) {
    if (cursor === null || cursor.near.length === 0) {
      const pages = await begin(asker, dialogId, order, traverse)
      if (!pages) return
      const lastId: number | null = cursor?.lastId ?? null
      const batch = toBatch(pages, order, lastId)
      const ids = pages.flatMap(page => idsOf(page, order)).sort(order.compare)
      cursor = advance({ lastId, near: [], far: [] }, [...new Set(ids)], order)
      if (batch) yield { ...batch, cursor }
    }
    const chain: Chain = { dialogId, order, from: cursor.near[0] ?? 0, index, count: 1 }
    const { outcomes } = await asker.ask(() => {
      chain.count = unresolved < MOST_UNRESOLVED ? asker.pages : 1
      return chainCommands(chain)
    })
    const reading = readChain(outcomes, chain)
    let resolved = 0
    let step = reading.next()
    for (; !step.done; step = reading.next()) {
      resolved += 1
      index = furthestIndex(step.value, order)
      const batch = toBatch([step.value], order, cursor.lastId)
      cursor = advance(cursor, idsOf(step.value, order), order)
      if (!batch) continue
      asker.progressed()
      idle = 0
      yield { ...batch, cursor }
    }
    if (resolved > 1) unresolved = 0
    const stop: ChainStop = step.value
    if (stop.kind === 'failed') await asker.refused(stop.error)
    if (stop.kind === 'unresolved') unresolved += 1
    if (stop.kind !== 'end') continue

    idle += 1
    if (idle > MOST_IDLE) throw new PortalError('bad-answer', { method: 'im.dialog.messages.get' })
    const known = seen(cursor)
    let asked = known
    const { outcomes: ends } = await asker.ask(() => {
      asked = known.slice(0, Math.max(2, asker.pages - 2))
      return confirmCommands(dialogId, order, asked)
    })
    const confirmation = readConfirmation(ends, order, asked)
    if (confirmation.kind === 'end') {
      if (confirmation.gaps.length > 0) yield { page: NO_MESSAGES, gaps: confirmation.gaps, cursor }
      return
    }
    if (confirmation.kind === 'failed') await asker.refused(confirmation.error)
    if (confirmation.kind === 'on') cursor = { ...cursor, near: [confirmation.from, ...cursor.near.filter(id => id !== confirmation.from)] }
    if (confirmation.kind === 'lost') cursor = { ...cursor, near: [], far: [] }
  }
}
