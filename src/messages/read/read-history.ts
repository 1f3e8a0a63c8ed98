import { createGiveWay } from '../../lib/give-way.ts'
import { NO_MESSAGES } from '../message.ts'
import { createAsker } from './asker.ts'
import { factCommands, readFacts } from './chat-facts.ts'
import { type Clock, systemClock } from './clock.ts'
import { createDateWindow } from './date-window.ts'
import { locateDate } from './locate-date.ts'
import { orderOf } from './order.ts'
import { type Cursor, seen } from './cursor.ts'
import type { HistoryChunk, HistoryProgress, HistoryQuery, ReadHistory } from './reading.ts'
import { MOST_ANCHORS, type ResumeToken } from './resume-token.ts'
import { traverse } from './traverse.ts'

/** Where a query begins when nothing has been read yet. */
function toToken({ dialogId, direction, since, until, fromMessageId }: HistoryQuery): ResumeToken {
  return {
    version: 1, dialogId, direction, since: since ?? null, until: until ?? null, fromMessageId: fromMessageId ?? null,
    lastId: fromMessageId ?? null, anchors: [], read: 0, isEnd: false,
  }
}

function toCursor({ lastId, anchors }: ResumeToken): Cursor | null {
  return lastId === null ? null : { lastId, near: [lastId], far: anchors }
}

/**
 * Reads a chat's history in order, each message once. It finds messages that are written meanwhile if it reads towards them, and misses
 * those that are deleted before it reaches them. It finds all others, whatever happens between two requests.
 * @throws PortalError when the portal refuses for good, or the signal's reason; RangeError for a token of another chat
 */
export const readHistory: ReadHistory = (portal, query) => readWith(systemClock, portal, query)

/** `readHistory` with a clock of one's own. */
export async function* readWith(clock: Clock, ...[portal, query]: Parameters<ReadHistory>): AsyncGenerator<HistoryChunk, void, undefined> {
  const { signal, onProgress = () => undefined } = query
  let token = query.resume ?? toToken(query)
  if (token.dialogId !== query.dialogId) throw new RangeError('This token belongs to another chat')
  signal?.throwIfAborted()

  let facts: { messageCount: number | null, isHistoryLimited: boolean | null } = { messageCount: query.messageCount ?? null, isHistoryLimited: null }
  let dateReached: number | null = null
  let waiting: HistoryProgress['waiting'] = null
  const isWholeChat = token.since === null && token.until === null && token.fromMessageId === null
  const tell = (): void => onProgress({
    read: token.read,
    dateReached,
    estimate: isWholeChat && facts.messageCount !== null ? Math.max(facts.messageCount, token.read) : null,
    requests: asker.requests,
    waiting,
    isHistoryLimited: facts.isHistoryLimited,
  })
  const asker = createAsker({
    portal, clock, signal, control: query.control,
    extras: { commands: factCommands(token.dialogId), read: (outcomes) => {
      const read = readFacts(outcomes)
      facts = { messageCount: read.messageCount ?? facts.messageCount, isHistoryLimited: read.isHistoryLimited }
    } },
    onChange: (now) => {
      waiting = now
      tell()
    },
  })

  const dates = createDateWindow(token)
  const giveWay = createGiveWay()
  const order = orderOf(token.direction)
  if (!token.isEnd) {
    let cursor = toCursor(token)
    if (!cursor && dates.begin !== null) cursor = await locateDate(asker, { dialogId: token.dialogId, order, date: dates.begin, isBefore: dates.isBefore })
    for await (const { cursor: reached, gaps, page } of traverse({ asker, dialogId: token.dialogId, order, cursor })) {
      const messages = page.messages.filter(dates.isInside)
      const isPast = dates.isPast(page.messages)
      const anchors = seen(reached).filter(id => id !== reached.lastId).slice(0, MOST_ANCHORS)
      token = { ...token, lastId: reached.lastId, anchors, read: token.read + messages.length, isEnd: isPast }
      dateReached = page.messages.filter(({ sentAt }) => sentAt !== null).at(-1)?.sentAt ?? dateReached
      await asker.hold()
      tell()
      yield { page: { ...page, messages }, token, gaps, isEnd: isPast, isHistoryLimited: facts.isHistoryLimited }
      if (isPast) return
      await giveWay()
      signal?.throwIfAborted()
    }
  }
  token = { ...token, isEnd: true }
  yield { page: NO_MESSAGES, token, gaps: [], isEnd: true, isHistoryLimited: facts.isHistoryLimited }
}
