import { array, fallback, nullable, object, parse, safeParse, unknown } from 'valibot'
import { countOrNull, idField, rows } from '../bitrix24/fields.ts'
import type { Message } from './message.ts'

/** Only the search answers these, and only for messages that somebody reacted to. */
const reactionAnswer = object({
  messageId: idField,
  ownReactions: fallback(nullable(rows), null),
  reactionCounters: fallback(object({ like: countOrNull }), { like: null }),
})

const reactionsAnswer = fallback(object({ reactions: fallback(nullable(array(unknown())), null) }), { reactions: null })

/** The one reaction that `im.message.like` sets. */
const LIKE_REACTION = 'like'

/** What the search alone says of a message's likes. */
export interface Likes {
  /** Ids of the people who like it, as far as the portal lists them. */
  likedBy: readonly number[]
  /** How many do; the portal may count more than it lists. */
  count: number
  /** Whether the viewer does; null where the portal did not say. */
  isOwn: boolean | null
}

/** The likes of every message of an answer, by its id. */
export function toLikes(raw: unknown, messages: readonly Message[]): Map<number, Likes> {
  const { reactions } = parse(reactionsAnswer, raw)
  const told = reactions && new Map(reactions.flatMap(toReaction))
  return new Map(messages.map(({ id, likedBy }) => {
    // a message without an entry has no reactions
    const reaction = told && (told.get(id) ?? { isOwn: false, count: 0 })
    return [id, { likedBy, count: Math.max(likedBy.length, reaction?.count ?? 0), isOwn: reaction?.isOwn ?? null }]
  }))
}

function toReaction(raw: unknown): [number, Omit<Likes, 'likedBy'>][] {
  const { success, output: reaction } = safeParse(reactionAnswer, raw)
  if (!success) return []
  const { messageId, ownReactions, reactionCounters } = reaction
  const isOwn = ownReactions && ownReactions.some(name => typeof name === 'string' && name.toLowerCase() === LIKE_REACTION)
  return [[messageId, { isOwn, count: reactionCounters.like ?? 0 }]]
}

/** Whether the viewer likes a message, as far as the portal says; false for an unknown viewer. */
export function isLikedBy(viewerId: number | null, { isOwn, likedBy }: Likes): boolean {
  return isOwn ?? (viewerId !== null && likedBy.includes(viewerId))
}
