/**
 * The end of the conversation as this page knows it, and what an answer says that is new about it. Each beat reads the last few messages
 * again along with what came after them, every few beats some more: neither edits, deletions nor likes can be asked for.
 */
import type { Message } from '../../messages/message.ts'

/** The most that the portal gives at once. */
export const PAGE = 50
/** Messages before the newest that are read again: at each beat, and at every fourth. Both leave room for new ones in the same answer. */
const AGAIN = 10
const LONG_AGAIN = 40
const LONG_EVERY = 4
const MOST_KNOWN = 2 * PAGE
/** As many as make the mark hard to guess. */
const MARKED = 5

/** What a beat asks of the conversation. */
export interface AskedMessages {
  /** Everything behind this id; null: the latest. */
  behind: number | null
  /** Also a page before this one. */
  before: number | null
}

export interface AnsweredPage {
  /** As many as the portal gave, those that could not be read included. */
  count: number
  /** In any order. */
  messages: readonly Message[]
}

export interface AnsweredMessages {
  behind: AnsweredPage
  /** Null where it was not asked for, or not answered. */
  before: AnsweredPage | null
  /** The last message that the portal counts; null where it did not say. */
  lastId: number | null
}

export interface EndNews {
  /** The last that was known before. */
  after: number
  /** Those behind it, ascending. */
  added: readonly Message[]
  /** There are others behind it. */
  isGap: boolean
  /** Those that look different than before; an empty shell is among them. */
  changed: readonly Message[]
  /** Gone altogether, or empty shells now. */
  deleted: readonly number[]
  /** Null where the answer does not reach the end. */
  end: SeenEnd | null
}

/** The end of the conversation as it is now: for whoever has read some of it before this page knew it, or between two beats. */
export interface SeenEnd {
  /** Everything after this id was looked at. */
  behind: number
  /** All that is there after it, ascending. */
  ids: readonly number[]
  /** As they are now: all of them, but for the one that a first beat goes by, which the next one has. */
  messages: readonly Message[]
}

export interface ConversationEnd {
  asks(): AskedMessages
  take(asked: AskedMessages, answered: AnsweredMessages): EndNews
  /** See `Telling.shows`; null until the end has been read. */
  mark(): string | null
}

/** `lastId` of the last message when the page was opened, 0 for none. */
export function createConversationEnd(lastId: number): ConversationEnd {
  let last = lastId
  /** Without holes, ascending. */
  let known = new Map<number, Message>()
  let isKnown = false
  /** The last one that was known is the cursor of a first beat, which has not read it. */
  let unseen = 0
  let beats = 0

  /** Answers nothing for an id that is no message any more: what is known of the end is then read anew. */
  function lose(end: number, isLast: boolean): EndNews {
    const after = last
    const deleted = [...known.keys()].filter(id => id > end)
    known = new Map()
    isKnown = false
    unseen = 0
    const isGap = isLast && end > last
    last = isGap ? end : Math.min(last, end)
    return { after, added: [], isGap, changed: [], deleted, end: null }
  }

  function asks(): AskedMessages {
    if (!isKnown) return { behind: last, before: last > 0 ? last : null }
    const again = beats % LONG_EVERY === 0 ? LONG_AGAIN : AGAIN
    const ids = [...known.keys()]
    const cursor = ids.at(-1 - again)
    const isUnseenRead = unseen === 0 || cursor === undefined || cursor < unseen
    return { behind: (isUnseenRead ? cursor : ids.filter(id => id < unseen).at(-1)) ?? null, before: null }
  }

  function take(asked: AskedMessages, { behind: { count, messages }, before, lastId: told }: AnsweredMessages): EndNews {
    beats += 1
    const behind = byId(messages)
    const earlier = byId(before?.messages ?? [])
    const newest = behind.at(-1)?.id
    const end = told ?? newest ?? last
    if (count === 0 && asked.behind !== null && end > asked.behind) return lose(end, asked.behind === last)

    const isFull = count >= PAGE
    // whatever is behind the last that there is, is gone
    const from = count === 0 ? Math.min(asked.behind ?? 0, end) : asked.behind ?? (isFull ? (behind[0]?.id ?? 1) - 1 : 0)
    const isCursorThere = from === asked.before && (count > 0 || told === from)
    const isToEnd = !isFull || newest === undefined || newest >= end
    const after = last
    const rows = new Map([...earlier, ...behind].map(message => [message.id, message]))
    const isRead = (id: number): boolean => id > from && (isToEnd || id <= (newest ?? 0))
    const gone = [...known.keys()].filter(id => !rows.has(id) && isRead(id))
    const changed = [...rows.values()].filter(row => row.id <= after && isOther(row, known.get(row.id)))
    const shells = changed.filter(({ id, isDeleted }) => isDeleted && known.get(id)?.isDeleted === false)
    const isGap = from > after || !isToEnd

    known = isToEnd ? joined(from > after ? new Map() : known, rows, gone) : new Map()
    isKnown = isToEnd
    unseen = isToEnd && isCursorThere ? from : 0
    last = isToEnd ? newest ?? from : end
    return {
      after, added: behind.filter(({ id }) => id > after), isGap, changed, deleted: [...gone, ...shells.map(({ id }) => id)],
      end: isToEnd ? seenEnd(from, behind, isCursorThere ? before : null) : null,
    }
  }

  return {
    asks,
    take,
    mark: () => known.has(last) ? [...known.values()].slice(-MARKED).map(({ id, sentAt }) => `${id} ${sentAt ?? ''}`).join(' ') : null,
  }
}

/** A page before the cursor makes it longer, where that is a message still. */
function seenEnd(from: number, behind: readonly Message[], before: AnsweredPage | null): SeenEnd {
  if (!before) return { behind: from, ids: behind.map(({ id }) => id), messages: behind }
  const earlier = byId(before.messages)
  const messages = [...earlier, ...behind]
  return {
    behind: before.count < PAGE ? 0 : (earlier[0]?.id ?? from) - 1,
    ids: [...earlier.map(({ id }) => id), from, ...behind.map(({ id }) => id)],
    messages,
  }
}

function byId(messages: readonly Message[]): Message[] {
  return [...messages].sort((one, other) => one.id - other.id)
}

function isOther(row: Message, before: Message | undefined): boolean {
  return before !== undefined && row !== before && JSON.stringify(row) !== JSON.stringify(before)
}

function joined(known: ReadonlyMap<number, Message>, rows: ReadonlyMap<number, Message>, gone: readonly number[]): Map<number, Message> {
  const all = byId([...new Map([...known, ...rows]).values()].filter(({ id }) => !gone.includes(id)))
  return new Map(all.slice(-MOST_KNOWN).map(message => [message.id, message]))
}
