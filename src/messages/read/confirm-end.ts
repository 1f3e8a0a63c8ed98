/**
 * An empty page is the end of the history, or the answer to a message that was deleted meanwhile: the page of
 * im.dialog.messages.get promises nothing after an id that does not exist. So an end is believed only when one answer shows the last message
 * and an earlier answer of the same batch has nothing after it.
 */
import { type Command, type Outcome, PortalError } from '../../bitrix24/index.ts'
import type { Order } from './cursor.ts'
import { gapsOf, idsOf, pageCommand, readPage } from './pages.ts'
import type { HistoryGap } from './reading.ts'

/** Enough to show that a message exists, or that another comes after it. */
const FEW = 5

type Name = `after${number}` | 'open' | 'edge'

export type Confirmation =
  | { kind: 'end', gaps: readonly HistoryGap[] }
  /** This message exists, and everything up to it was seen. */
  | { kind: 'on', from: number }
  /** None of the seen messages exists any more. */
  | { kind: 'lost' }
  | { kind: 'failed', error: PortalError }

/** `asked` were seen before, nearest first. The whole chat's ends come last: they show that a message still existed when the pages after it were asked for. */
export function confirmCommands(dialogId: string, order: Order, asked: readonly number[]): Record<Name, Command> {
  const commands: Partial<Record<Name, Command>> = {}
  for (const [index, id] of asked.entries()) commands[`after${index}`] = pageCommand(dialogId, order, id, FEW)
  return { ...commands, open: pageCommand(dialogId, order, null), edge: pageCommand(dialogId, order, 0) }
}

export function readConfirmation(outcomes: Partial<Record<Name, Outcome>>, order: Order, asked: readonly number[]): Confirmation {
  const [nearest] = asked
  if (nearest === undefined) return { kind: 'lost' }
  const answers = [...asked.map((_id, index) => readPage(outcomes[`after${index}`])), readPage(outcomes.open), readPage(outcomes.edge)]
  const shown = answers.map(page => ('ids' in page ? idsOf(page, order) : []))
  const exist = new Set([...shown.flat(), ...asked.filter((_id, index) => (shown[index] ?? []).length > 0)])
  const furthest = [...exist].filter(id => !order.isBeyond(id, nearest)).sort(order.compare).at(-1)
  if (furthest === undefined) {
    const failure = answers.find(page => page instanceof PortalError)
    if (failure instanceof PortalError) return { kind: 'failed', error: failure }
    return exist.size === 0 ? { kind: 'end', gaps: [] } : { kind: 'lost' }
  }
  const index = asked.indexOf(furthest)
  const behind = answers[index]
  if (behind instanceof PortalError) return { kind: 'failed', error: behind }
  // deleted messages do not come back: what shows later existed when the page after it was asked for
  const isShownLater = shown.slice(index + 1).some(ids => ids.includes(furthest))
  const isMore = [...exist].some(id => order.isBeyond(id, nearest))
  if (!behind || !isShownLater || isMore || behind.messages.length > 0) return { kind: 'on', from: furthest }
  return { kind: 'end', gaps: gapsOf(behind, order, furthest) }
}
