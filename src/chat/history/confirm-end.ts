/**
 * An empty page is the end of the history, or the answer to a message that was deleted meanwhile: the page of
 * im.dialog.messages.get promises nothing behind an id that does not exist. So an end is believed only when the last message
 * there is shows in one answer, and nothing comes behind it in another of the same batch.
 */
import type { Command, Outcome, PortalError } from '../../bitrix24/index.ts'
import type { Order } from './order.ts'
import { pageCommand, readPage } from './page-chain.ts'
import { gapsOf, idsOf } from './piece.ts'
import type { HistoryGap } from './reading.ts'
import { type Place, seen } from './place.ts'

/** Enough to show that a message exists, or that one comes behind it. */
const FEW = 5

type Name = `after${number}` | 'open' | 'edge'

export type Confirmation =
  | { kind: 'end', gaps: readonly HistoryGap[] }
  /** This message exists, and everything up to it was seen. */
  | { kind: 'on', from: number }
  /** Nothing that was seen exists any more. */
  | { kind: 'lost' }
  | { kind: 'failed', error: PortalError }

export function confirmCommands(dialogId: string, order: Order, place: Place): Record<Name, Command> {
  const commands: Record<Name, Command> = { open: pageCommand(dialogId, order, null), edge: pageCommand(dialogId, order, 0) }
  for (const [index, id] of seen(place).entries()) commands[`after${index}`] = pageCommand(dialogId, order, id, FEW)
  return commands
}

export function readConfirmation(outcomes: Partial<Record<Name, Outcome>>, order: Order, place: Place): Confirmation {
  const ids = seen(place)
  const [nearest] = ids
  if (nearest === undefined) return { kind: 'lost' }
  const exists = new Set<number>()
  const after = new Map<number, ReturnType<typeof readPage>>(ids.map((id, index) => [id, readPage(outcomes[`after${index}`])]))
  for (const [id, page] of after) {
    if ('rows' in page && page.rows.length > 0) exists.add(id)
  }
  const whole = [readPage(outcomes.open), readPage(outcomes.edge)]
  for (const page of [...after.values(), ...whole]) {
    if ('rows' in page) for (const id of idsOf(page, order)) exists.add(id)
  }
  const furthest = [...exists].filter(id => !order.isBeyond(id, nearest)).sort(order.compare).at(-1)
  const isMore = [...exists].some(id => order.isBeyond(id, nearest))
  const failure = [...after.values(), ...whole].find(page => !('rows' in page))
  if (furthest === undefined) {
    if (failure && !('rows' in failure)) return { kind: 'failed', error: failure }
    return exists.size === 0 ? { kind: 'end', gaps: [] } : { kind: 'lost' }
  }
  const behind = after.get(furthest)
  if (isMore || !behind) return { kind: 'on', from: furthest }
  if (!('rows' in behind)) return { kind: 'failed', error: behind }
  if (behind.rows.some(row => row !== null)) return { kind: 'on', from: furthest }
  return { kind: 'end', gaps: gapsOf(behind, order, furthest) }
}
