import type { Direction } from './reading.ts'
import { array, boolean, check, type InferOutput, literal, minValue, nullable, number, object, picklist, pipe, safeParse, string } from 'valibot'

/** Which way a reading goes, in ids: the portal counts them upwards, and lists nothing reliably in any order. */
export interface Order {
  /** The parameter that names the message after which a page begins. */
  cursor: 'LAST_ID' | 'FIRST_ID'
  /** Whether `id` comes after `other` in this reading. */
  isBeyond: (id: number, other: number) => boolean
  compare: (one: number, other: number) => number
  opposite: () => Order
}

const newestFirst: Order = {
  cursor: 'LAST_ID', isBeyond: (id, other) => id < other, compare: (one, other) => other - one, opposite: () => oldestFirst,
}

const oldestFirst: Order = {
  cursor: 'FIRST_ID', isBeyond: (id, other) => id > other, compare: (one, other) => one - other, opposite: () => newestFirst,
}

export function orderOf(direction: Direction): Order {
  return direction === 'newest-first' ? newestFirst : oldestFirst
}

/** Where a reading goes on. */
export interface Cursor {
  /** The last message handed on; null before the first. */
  lastId: number | null
  /** The message after which the portal is asked next, then those right before it. */
  near: readonly number[]
  /** The last message of each page before that, nearest first: deletions come in runs as well as alone. */
  far: readonly number[]
}

const NEAR = 12
const FAR = 12

/** Messages that existed when they were last seen, nearest first. */
export function seen({ near, far }: Cursor): number[] {
  return [...new Set([...near, ...far])]
}

/** The cursor after a page with these ids, which are in the order of the reading. */
export function advance(cursor: Cursor, ids: readonly number[], order: Order): Cursor {
  const last = ids.at(-1)
  if (last === undefined) return cursor
  return {
    lastId: cursor.lastId === null || order.isBeyond(last, cursor.lastId) ? last : cursor.lastId,
    near: ids.slice(-NEAR).reverse(),
    far: [...cursor.near.slice(0, 1), ...cursor.far].slice(0, FAR),
  }
}

const wholeNumber = pipe(number(), check<number>(Number.isSafeInteger), minValue(0))
const messageId = pipe(number(), check<number>(Number.isSafeInteger), minValue(1))
const instant = nullable(pipe(number(), check<number>(Number.isSafeInteger)))

/** How many messages a token names besides the last, so that one is still there when others are deleted meanwhile. */
export const MOST_ANCHORS = 24

const tokenShape = object({
  version: literal(1),
  dialogId: pipe(string(), check(text => text !== '' && text.length <= 50)),
  direction: picklist(['newest-first', 'oldest-first']),
  since: instant,
  until: instant,
  /** Where the reading began, as it was asked for. */
  fromMessageId: nullable(messageId),
  /** The last message handed on, or passed over because of its date; null before the first. */
  lastId: nullable(messageId),
  /** Messages read before it, nearest first: the portal can only go on after a message that still exists. */
  anchors: pipe(array(messageId), check(ids => ids.length <= MOST_ANCHORS)),
  read: wholeNumber,
  isEnd: boolean(),
})

/** Where a reading continues. Plain JSON; a token from storage goes through `parseResumeToken`. */
export type ResumeToken = Readonly<InferOutput<typeof tokenShape>>

/** A token that was kept somewhere; null for anything else. */
export function parseResumeToken(raw: unknown): ResumeToken | null {
  const { success, output } = safeParse(tokenShape, raw)
  return success ? output : null
}
