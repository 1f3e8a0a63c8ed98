import type { Direction } from './reading.ts'

/** The direction of a reading, in ids: the portal counts them upwards, and no list of its has a reliable order. */
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
