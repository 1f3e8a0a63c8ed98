import { fallback, object, parse, safeParse, array, unknown } from 'valibot'
import type { Command, Outcome } from '../../bitrix24/index.ts'
import { countOrNull, flag, idOrNull } from '../../bitrix24/fields.ts'
import { NO_MESSAGES, type Message } from '../message.ts'
import type { Direction, HistoryChunk, HistoryProgress, HistoryQuery, ReadHistory } from './reading.ts'
import { createGiveWay } from '../../lib/give-way.ts'
import { createAsker, type Asker } from './asker.ts'
import { systemClock, type Clock } from './pace.ts'
import { orderOf, seen, type Cursor, type Order, MOST_ANCHORS, type ResumeToken } from './cursor.ts'
import { traverse } from './traverse.ts'
import { toRfc3339 } from '../../lib/to-rfc3339.ts'
import { pageCommand, readPage } from './pages.ts'

/**
 * Where a date is in a chat. im.dialog.messages.get knows no dates; im.dialog.messages.search without a text does.
 *
 * It was examined as a faster source: 200 messages a page instead of 50. By the source it lists the same ones
 * (bitrix-core-business, modules/im/lib/V2/MessageCollection.php, `find`: by chat, from the member's first message on, by id, system
 * messages included, also after an id that no longer exists). Still the reading does not use it: no page promises that without
 * a text everything is found, likes come apart from their messages, and it would save no requests, because the limit of a request is
 * the size of its answer, 2.3 MB for 2,500 messages, and not the number of messages. So the search only says where to
 * look, and its answer is checked against the messages around.
 */

interface Located {
  dialogId: string
  order: Order
  /** Milliseconds since 1970: the reading begins where messages are on the far side of it. */
  date: number
  isBefore: (message: Message) => boolean
}

/** The cursor before the first message on the far side of the date; null where that cannot be shown. */
async function locateDate(asker: Asker, { dialogId, order, date, isBefore }: Located): Promise<Cursor | null> {
  const isNewestFirst = order.cursor === 'LAST_ID'
  const { outcomes } = await asker.ask(() => ({
    chat: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId } },
    hint: { method: 'im.dialog.messages.search', params: {
      'CHAT_ID': '$result[chat][id]', 'LIMIT': 1, 'ORDER[ID]': isNewestFirst ? 'DESC' : 'ASC', [isNewestFirst ? 'DATE_TO' : 'DATE_FROM']: toRfc3339(date),
    } },
  }))
  const hint = toHint(outcomes.hint)
  if (hint === null) return null
  const { outcomes: around } = await asker.ask(() => ({ before: pageCommand(dialogId, order.opposite(), hint) }))
  const before = readPage(around.before)
  if (!('ids' in before) || before.ids.length === 0) return null
  // a message that belongs to the reading, or a row that cannot be read: the hint is wrong, and the whole chat is read
  if (before.ids.includes(null) || !before.messages.every(row => isBefore(row) && order.isBeyond(hint, row.id))) return null
  const near = before.messages.map(({ id }) => id).sort(order.compare).reverse()
  return { lastId: near[0] ?? null, near, far: [] }
}

const hintAnswer = fallback(object({ messages: fallback(array(unknown()), []) }), { messages: [] })
const hintRow = fallback(object({ id: idOrNull }), { id: null })

function toHint(outcome: Outcome | undefined): number | null {
  const [first] = parse(hintAnswer, outcome?.ok ? outcome.value : null).messages
  return parse(hintRow, first).id
}

type Name = 'dialog' | 'limits'

/** What a reading asks about its chat along with its first pages. */
interface ChatFacts {
  messageCount: number | null
  isHistoryLimited: boolean | null
}

const dialogAnswer = fallback(object({ message_count: countOrNull }), { message_count: null })
const limitsAnswer = object({ tariffRestrictions: object({ isHistoryLimitExceeded: flag }) })

/** im.dialog.messages.get says nothing about the plan; a search without a text does, and it needs the chat's number. */
function factCommands(dialogId: string): Record<Name, Command> {
  return {
    dialog: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId } },
    limits: { method: 'im.dialog.messages.search', params: { CHAT_ID: '$result[dialog][id]', LIMIT: 1 } },
  }
}

function readFacts({ dialog, limits }: Partial<Record<Name, Outcome>>): ChatFacts {
  const { success, output } = safeParse(limitsAnswer, limits?.ok ? limits.value : null)
  return {
    messageCount: dialog?.ok ? parse(dialogAnswer, dialog.value).message_count : null,
    isHistoryLimited: success ? output.tariffRestrictions.isHistoryLimitExceeded : null,
  }
}

/** Ids rise with time, but imported messages may be out of step: a whole page has to be past the far date before the reading ends. */
function createDateWindow({ since, until, direction }: { since: number | null, until: number | null, direction: Direction }) {
  const isTooOld = ({ sentAt }: Message): boolean => since !== null && sentAt !== null && sentAt < since
  const isTooNew = ({ sentAt }: Message): boolean => until !== null && sentAt !== null && sentAt >= until
  const [isBefore, isBehind] = direction === 'newest-first' ? [isTooNew, isTooOld] : [isTooOld, isTooNew]
  return {
    /** The date at which the reading begins; null for none. */
    begin: direction === 'newest-first' ? until : since,
    isBefore,
    isInside: (message: Message): boolean => !isTooOld(message) && !isTooNew(message),
    /** Nothing inside comes after a page of these. */
    isPast: (messages: readonly Message[]): boolean => messages.length > 1 && messages.every(isBehind),
  }
}

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
 * A chat's history in order, each message once, whatever happens between two requests. A message that is written in the meantime is
 * found when the reading goes towards it, one that is deleted before the reading comes to it is not.
 * @throws PortalError when the portal refuses for good, or the signal's reason; RangeError for a token of another chat
 */
export const readHistory: ReadHistory = (portal, query) => readWith(systemClock, portal, query)

/** `readHistory` with a clock of one's own. */
export async function* readWith(clock: Clock, ...[portal, query]: Parameters<ReadHistory>): AsyncGenerator<HistoryChunk, void, undefined> {
  const { signal, isAhead = false, onProgress = () => undefined } = query
  let token = query.resume ?? toToken(query)
  if (token.dialogId !== query.dialogId) throw new RangeError('This token belongs to another chat')
  signal?.throwIfAborted()

  let facts: ChatFacts = { messageCount: query.messageCount ?? null, isHistoryLimited: null }
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
  try {
    if (!token.isEnd) {
      let cursor = toCursor(token)
      if (!cursor && dates.begin !== null) cursor = await locateDate(asker, { dialogId: token.dialogId, order, date: dates.begin, isBefore: dates.isBefore })
      for await (const { cursor: reached, gaps, page } of traverse({
        asker, dialogId: token.dialogId, order, cursor, isAhead, isLast: page => dates.isPast(page.messages),
      })) {
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
  } finally {
    asker.close()
  }
  token = { ...token, isEnd: true }
  yield { page: NO_MESSAGES, token, gaps: [], isEnd: true, isHistoryLimited: facts.isHistoryLimited }
}
