import type { Message } from '../message.ts'

/** Messages that are remembered: far more than change before a page comes that was asked for earlier. */
const MOST = 2_000

export interface LatestWord {
  /** A message as it was then, null where it is gone; false when something later is known of it. */
  hear(id: number, message: Message | null, readAt: number): boolean
  /** Messages of a page that was asked for then, each as it is known latest; what is gone since is left out. */
  settle(messages: readonly Message[], readAt: number): Message[]
}

/**
 * What was last said of messages, and when it was asked for. Pages of a long reading and the news of a beat are asked for and answered
 * beside each other: whichever comes last, the later word counts.
 */
export function createLatestWord(): LatestWord {
  const words = new Map<number, { message: Message | null, readAt: number }>()

  return {
    hear(id, message, readAt) {
      if ((words.get(id)?.readAt ?? -Infinity) > readAt) return false
      words.delete(id)
      words.set(id, { message, readAt })
      if (words.size > MOST) words.delete(words.keys().next().value ?? id)
      return true
    },
    settle: (messages, readAt) => messages.flatMap((message) => {
      const later = words.get(message.id)
      return later && later.readAt > readAt ? later.message ?? [] : message
    }),
  }
}
