import type { Message } from '../message.ts'

/** Messages that are remembered: far more than change before a page comes that was asked for earlier. */
const MOST = 2_000
/** A page takes less time than so many beats. */
const MOST_ENDS = 8

export interface LatestWord {
  /** A message as it was then, null where it is gone; false when something later is known of it. */
  hear(id: number, message: Message | null, readAt: number): boolean
  /** All that there was then behind an id: whatever a page that was asked for earlier has there besides is gone. */
  hearEnd(end: { behind: number, ids: readonly number[] }, readAt: number): void
  /** Messages of a page that was asked for then, each as it is known latest; what is gone since is left out. */
  settle(messages: readonly Message[], readAt: number): Message[]
}

/**
 * What was last said of messages, and when it was asked for. Pages of a long reading and the news of a beat are asked for and answered
 * beside each other: whichever comes last, the later word counts.
 */
export function createLatestWord(): LatestWord {
  const words = new Map<number, { message: Message | null, readAt: number }>()
  let ends: { behind: number, ids: ReadonlySet<number>, readAt: number }[] = []

  return {
    hear(id, message, readAt) {
      if ((words.get(id)?.readAt ?? -Infinity) > readAt) return false
      words.delete(id)
      words.set(id, { message, readAt })
      if (words.size > MOST) words.delete(words.keys().next().value ?? id)
      return true
    },
    hearEnd({ behind, ids }, readAt) {
      ends = [...ends, { behind, ids: new Set(ids), readAt }].slice(-MOST_ENDS)
    },
    settle: (messages, readAt) => messages.flatMap((message) => {
      const later = words.get(message.id)
      if (later && later.readAt > readAt) return later.message ?? []
      return ends.some(end => end.readAt > readAt && message.id > end.behind && !end.ids.has(message.id)) ? [] : message
    }),
  }
}
