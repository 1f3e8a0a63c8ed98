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

export interface AnsweredMessages {
  /** As many as the portal gave, those that could not be read included. */
  count: number
  /** In any order. */
  behind: readonly Message[]
  before: readonly Message[]
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
  let beats = 0

  /** Answers nothing for an id that is no message any more: what is known of the end is then read anew. */
  function lose(end: number, isLast: boolean): EndNews {
    const after = last
    const deleted = [...known.keys()].filter(id => id > end)
    known = new Map()
    isKnown = false
    const isGap = isLast && end > last
    last = isGap ? end : Math.min(last, end)
    return { after, added: [], isGap, changed: [], deleted }
  }

  function asks(): AskedMessages {
    if (!isKnown) return { behind: last, before: last > 0 ? last : null }
    const again = beats % LONG_EVERY === 0 ? LONG_AGAIN : AGAIN
    return { behind: [...known.keys()].at(-1 - again) ?? null, before: null }
  }

  function take(asked: AskedMessages, { count, before, lastId: told, ...answered }: AnsweredMessages): EndNews {
    beats += 1
    const behind = byId(answered.behind)
    const newest = behind.at(-1)?.id
    const end = told ?? newest ?? last
    if (count === 0 && asked.behind !== null && end > asked.behind) return lose(end, asked.behind === last)

    const isFull = count >= PAGE
    const from = asked.behind ?? (isFull ? (behind[0]?.id ?? 1) - 1 : 0)
    const isToEnd = !isFull || newest === undefined || newest >= end
    const after = last
    const rows = new Map([...byId(before), ...behind].map(message => [message.id, message]))
    const isRead = (id: number): boolean => id > from && (isToEnd || id <= (newest ?? 0))
    const gone = [...known.keys()].filter(id => !rows.has(id) && isRead(id))
    const changed = [...rows.values()].filter(row => row.id <= after && isOther(row, known.get(row.id)))
    const shells = changed.filter(({ id, isDeleted }) => isDeleted && known.get(id)?.isDeleted === false)
    const isGap = from > after || !isToEnd

    known = isToEnd ? joined(from > after ? new Map() : known, rows, gone) : new Map()
    isKnown = isToEnd
    last = isToEnd ? newest ?? Math.min(asked.behind ?? 0, end) : end
    return { after, added: behind.filter(({ id }) => id > after), isGap, changed, deleted: [...gone, ...shells.map(({ id }) => id)] }
  }

  return {
    asks,
    take,
    mark: () => known.has(last) ? [...known.values()].slice(-MARKED).map(({ id, sentAt }) => `${id} ${sentAt ?? ''}`).join(' ') : null,
  }
}

function byId(messages: readonly Message[]): Message[] {
  return [...messages].sort((one, other) => one.id - other.id)
}

function isOther(row: Message, before: Message | undefined): boolean {
  return before !== undefined && JSON.stringify(row) !== JSON.stringify(before)
}

function joined(known: ReadonlyMap<number, Message>, rows: ReadonlyMap<number, Message>, gone: readonly number[]): Map<number, Message> {
  const all = byId([...new Map([...known, ...rows]).values()].filter(({ id }) => !gone.includes(id)))
  return new Map(all.slice(-MOST_KNOWN).map(message => [message.id, message]))
}
