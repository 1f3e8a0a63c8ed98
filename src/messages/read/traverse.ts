import { PortalError, type BatchAnswer, type Command, type Outcome } from '../../bitrix24/index.ts'
import type { Asker } from './asker.ts'
import { chainCommands, furthestIndex, idsOf, PAGE, pageCommand, readChain, readPage, toBatch, type Chain, type ChainStop, gapsOf } from './pages.ts'
import { NO_MESSAGES } from '../message.ts'
import { advance, seen, type Cursor, type Order } from './cursor.ts'
import type { HistoryChunk, HistoryGap } from './reading.ts'
import type { ReadPage } from '../read-page.ts'
import { createGiveWay } from '../../lib/give-way.ts'

/**
 * An empty page is the end of the history, or the answer to a message that was deleted meanwhile: the page of
 * im.dialog.messages.get promises nothing after an id that does not exist. So an end is believed only when one answer shows the last message
 * and an earlier answer of the same batch has nothing after it.
 */

/** Enough to show that a message exists, or that another comes after it. */
const FEW = 5

type Name = `after${number}` | 'open' | 'edge'

type Confirmation =
  | { kind: 'end', gaps: readonly HistoryGap[] }
  /** This message exists, and everything up to it was seen. */
  | { kind: 'on', from: number }
  /** None of the seen messages exists any more. */
  | { kind: 'lost' }
  | { kind: 'failed', error: PortalError }

/** `asked` were seen before, nearest first. The whole chat's ends come last: they show that a message still existed when the pages after it were asked for. */
function confirmCommands(dialogId: string, order: Order, asked: readonly number[]): Record<Name, Command> {
  const commands: Partial<Record<Name, Command>> = {}
  for (const [index, id] of asked.entries()) commands[`after${index}`] = pageCommand(dialogId, order, id, FEW)
  return { ...commands, open: pageCommand(dialogId, order, null), edge: pageCommand(dialogId, order, 0) }
}

function readConfirmation(outcomes: Partial<Record<Name, Outcome>>, order: Order, asked: readonly number[]): Confirmation {
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

interface Traversal {
  asker: Asker
  dialogId: string
  order: Order
  /** Null: from the end of the chat on. */
  cursor: Cursor | null
  /** Whether nothing is wanted behind a page. */
  isLast?: (page: ReadPage) => boolean
  /** See `HistoryQuery`. */
  isAhead?: boolean
}

/** Messages in the order of the reading, none of them handed on before, and the cursor after them. */
type Step = Pick<HistoryChunk, 'gaps' | 'page'> & { cursor: Cursor }

/** Pages that were asked for. */
interface Asked {
  chain: Chain
  answer: Promise<BatchAnswer<string>>
}

interface AnswerRead {
  cursor: Cursor
  /** Held back until the next pages are asked for. */
  steps: Step[]
  stop: ChainStop
  isPastLast: boolean
}

/** How often the same cursor may be asked about without anything new. */
const MOST_IDLE = 8
/** After this many batches whose references led nowhere, pages are asked for one by one. */
const MOST_UNRESOLVED = 2

/**
 * Every message of a chat after a cursor, each once, in order. A message that exists throughout the reading is always among them; one
 * that is added before the cursor or deleted after it in the meantime is not.
 * @throws PortalError, or the signal's reason
 */
export async function* traverse(
  { asker, dialogId, order, cursor: given, isLast = () => false, isAhead = false }: Traversal,
): AsyncGenerator<Step, void, undefined> {
  let cursor = given
  let index = PAGE - 1
  let unresolved = 0
  let idle = 0
  let ahead: Asked | null = null

  function askFor(from: Cursor): Asked {
    const chain: Chain = { dialogId, order, from: from.near[0] ?? 0, index, count: 1 }
    return { chain, answer: asker.ask(() => {
      chain.count = unresolved < MOST_UNRESOLVED ? asker.pages : 1
      return chainCommands(chain)
    }) }
  }

  /** Hands on what is not held back until the next pages are asked for. The raw answer, megabytes of it, is let go before that. */
  async function* readAnswer({ chain, answer }: Asked, from: Cursor): AsyncGenerator<Step, AnswerRead, undefined> {
    const reading = readChain((await answer).outcomes, chain)
    const giveWay = createGiveWay()
    const steps: Step[] = []
    let cursor = from
    let resolved = 0
    let isPastLast = false
    let page = reading.next()
    for (; !page.done; page = reading.next()) {
      resolved += 1
      index = furthestIndex(page.value, order)
      const batch = toBatch([page.value], order, cursor.lastId)
      cursor = advance(cursor, idsOf(page.value, order), order)
      isPastLast ||= isLast(page.value)
      if (!batch) continue
      asker.progressed()
      idle = 0
      if (!isAhead) {
        yield { ...batch, cursor }
        continue
      }
      steps.push({ ...batch, cursor })
      await giveWay()
      asker.check()
    }
    if (resolved > 1) unresolved = 0
    return { cursor, steps, stop: page.value, isPastLast }
  }

  for (;;) {
    if (cursor === null || cursor.near.length === 0) {
      const pages = await begin(asker, dialogId, order)
      if (!pages) return
      const lastId: number | null = cursor?.lastId ?? null
      const batch = toBatch(pages, order, lastId)
      const ids = pages.flatMap(page => idsOf(page, order)).sort(order.compare)
      cursor = advance({ lastId, near: [], far: [] }, [...new Set(ids)], order)
      if (batch) yield { ...batch, cursor }
    }
    const { steps, stop, isPastLast, ...read } = yield* readAnswer(ahead ?? askFor(cursor), cursor)
    cursor = read.cursor
    ahead = null
    if (isAhead && stop.kind === 'whole' && !isPastLast) {
      ahead = askFor(cursor)
      // a failure is met when the answer is wanted
      ahead.answer.catch(() => undefined)
    }
    for (let step = steps.shift(); step; step = steps.shift()) yield step
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

/**
 * Pages that follow each other from the very end of the chat on; null for a chat without messages. Neither way of asking can
 * be trusted alone: after id 0 the portal may know nothing (the method's page: an id that does not exist brings nothing), and
 * without an id it begins at the first unread message when there are many (see the simulated portal). So the end counts
 * when nothing lies before it, and is walked to when something does.
 */
async function begin(asker: Asker, dialogId: string, order: Order): Promise<readonly ReadPage[] | null> {
  for (let tries = 0; tries < 5; tries += 1) {
    const { outcomes } = await asker.ask(() => ({ edge: pageCommand(dialogId, order, 0), open: pageCommand(dialogId, order, null) }))
    const [edge, open] = [readPage(outcomes.edge), readPage(outcomes.open)]
    const base = [edge, open].find(page => 'ids' in page && page.ids.length > 0)
    if (!base || !('ids' in base)) {
      const failure = [edge, open].find(page => page instanceof PortalError)
      if (!(failure instanceof PortalError)) return null
      await asker.refused(failure)
      continue
    }
    const pages = await reachEnd(asker, dialogId, order, base)
    if (pages) return pages
  }
  throw new PortalError('bad-answer', { method: 'im.dialog.messages.get' })
}

/** The pages from the end of the chat to those of `base`; null when messages of it were deleted meanwhile. */
async function reachEnd(asker: Asker, dialogId: string, order: Order, base: ReadPage): Promise<readonly ReadPage[] | null> {
  const opposite = order.opposite()
  const [head, second] = idsOf(base, order)
  if (head === undefined) throw new PortalError('bad-answer', { method: 'im.dialog.messages.get' })
  // the second, so that the answer shows that the first still exists
  const from = second ?? head
  const { outcomes } = await asker.ask(() => ({ before: pageCommand(dialogId, opposite, from) }))
  const before = readPage(outcomes.before)
  if (before instanceof PortalError) {
    await asker.refused(before)
    return null
  }
  const ids = idsOf(before, order)
  if (ids.some(id => !opposite.isBeyond(id, from))) throw new PortalError('bad-answer', { method: 'im.dialog.messages.get' })
  if (ids.length === 0) return from === head ? [base] : null
  if (!ids.some(id => opposite.isBeyond(id, head))) return [before, base]
  return [await walkToEnd(asker, dialogId, opposite, from)]
}

async function walkToEnd(asker: Asker, dialogId: string, order: Order, from: number): Promise<ReadPage> {
  let last: ReadPage = { ...NO_MESSAGES, ids: [] }
  for await (const { page } of traverse({ asker, dialogId, order, cursor: { lastId: from, near: [from], far: [] } })) {
    if (page.messages.length > 0) last = { ...page, ids: page.messages.map(({ id }) => id) }
  }
  return last
}
