import type { Order } from './order.ts'

/** Where a reading stands. */
export interface Place {
  /** The last message handed on; null before the first. */
  lastId: number | null
  /** The message behind which the portal is asked next, then those right before it. */
  near: readonly number[]
  /** The last message of each page before that, nearest first: deletions come in runs as well as alone. */
  far: readonly number[]
}

const NEAR = 12
const FAR = 12

/** Messages that existed when they were last seen, nearest first. */
export function seen({ near, far }: Place): number[] {
  return [...new Set([...near, ...far])]
}

/** The place after a page with these ids, which are in the order of the reading. */
export function advance(place: Place, ids: readonly number[], order: Order): Place {
  const last = ids.at(-1)
  if (last === undefined) return place
  return {
    lastId: place.lastId === null || order.isBeyond(last, place.lastId) ? last : place.lastId,
    near: ids.slice(-NEAR).reverse(),
    far: [...place.near.slice(0, 1), ...place.far].slice(0, FAR),
  }
}
