import type { Order } from './order.ts'

/** How far a reading has come. */
export interface Cursor {
  /** The last message handed on; null before the first. */
  lastId: number | null
  /** The message after which the next page begins, then those right before it. */
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
