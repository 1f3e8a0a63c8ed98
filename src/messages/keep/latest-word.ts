import type { Message } from '../message.ts'

/** Messages that are remembered: far more than change before a page comes that was asked for earlier. */
const MOST = 2_000
/** Looks at the chat's end that are remembered. */
const MOST_ENDS = 20

/** All messages behind one, at some time. */
export interface ChatEnd {
  after: number
  thereIds: ReadonlySet<number>
  readAt: number
}

export interface LatestWord {
  /** A message as it was then, null where it is gone; false when something later is known of it. */
  hear(id: number, message: Message | null, readAt: number): boolean
  /** Which of these are not at an end of the chat that was seen later than they were. */
  missing(ids: Iterable<number>, end: ChatEnd): number[]
  /** Messages of a page that was asked for then, each as it is known latest; what is gone since is left out. */
  settle(messages: readonly Message[], readAt: number): Message[]
}

/**
 * What was last said of messages, and when it was asked for. Pages of a long reading and the news of a beat are asked for and answered
 * beside each other: whichever comes last, the later word counts.
 */
export function createLatestWord(): LatestWord {
  const ends: ChatEnd[] = []
  const words = new Map<number, { message: Message | null, readAt: number }>()

  return {
    hear(id, message, readAt) {
      if ((words.get(id)?.readAt ?? -Infinity) > readAt) return false
      words.delete(id)
      words.set(id, { message, readAt })
      if (words.size > MOST) words.delete(words.keys().next().value ?? id)
      return true
    },
    missing(ids, end) {
      ends.push(end)
      if (ends.length > MOST_ENDS) ends.shift()
      return [...ids].filter(id => !isThere(end, id) && (words.get(id)?.readAt ?? Infinity) < end.readAt)
    },
    settle: (messages, readAt) => messages.flatMap((message) => {
      // one that was there before such a look, and is not seen by it, is gone
      if (ends.some(end => end.readAt > readAt && !isThere(end, message.id))) return []
      const later = words.get(message.id)
      return later && later.readAt > readAt ? later.message ?? [] : message
    }),
  }
}

function isThere({ after, thereIds }: ChatEnd, id: number): boolean {
  return id <= after || thereIds.has(id)
}
