import { array, fallback, nullable, object, parse, safeParse, unknown } from 'valibot'
import { countOrNull, idField, rows } from './fields.ts'
import type { HistoryMessage, HistoryPerson } from './history/history-message.ts'
import { toReadPage } from './history/to-history-page.ts'
import type { ChatMessage, MessageFile } from './message.ts'

/** Only the search answers these, and only for messages that somebody reacted to. */
const reactionAnswer = object({
  messageId: idField,
  ownReactions: fallback(nullable(rows), null),
  reactionCounters: fallback(object({ like: countOrNull }), { like: null }),
})

const reactionsAnswer = object({ reactions: fallback(nullable(array(unknown())), null) })

/** An address written out, or one behind a word (`[url=…]`); what is between the brackets need not be a whole address. */
const LINK = /https?:\/\/|\[url(?:=[^\]]|\]\s*[^\s[])/i

/** The one reaction that `im.message.like` sets. */
const LIKE_REACTION = 'like'

export interface ReadMessages {
  /** In the portal's order, each once, without those that have no id. */
  messages: ChatMessage[]
  /** How many the portal sent, readable or not. */
  received: number
}

/** The messages of an answer of either method, with what it says of their authors, files and likes; null when it has no list of them. */
export function toMessages(raw: unknown): ReadMessages | null {
  const page = toReadPage(raw)
  if (!page) return null
  const { reactions } = parse(reactionsAnswer, raw)
  const described = {
    people: new Map(page.people.map(person => [person.id, person])),
    files: new Map(page.files.map(({ id, name, kind }) => [id, { id, name, kind }])),
    likes: reactions && new Map(reactions.flatMap(toLikes)),
  }
  const messages = page.rows.flatMap(row => row ? [[row.id, toMessage(row, described)] as const] : [])
  return { messages: [...new Map(messages).values()], received: page.rows.length }
}

interface Likes {
  /** Of the viewer; null where the portal did not say. */
  isOwn: boolean | null
  count: number
}

interface Described {
  people: ReadonlyMap<number, HistoryPerson>
  files: ReadonlyMap<number, MessageFile>
  /** By message id, those that somebody reacted to; null when the portal said nothing of reactions. */
  likes: ReadonlyMap<number, Likes> | null
}

function toMessage(message: HistoryMessage, described: Described): ChatMessage {
  const { id, authorId, text, fileIds, sentAt, attachments, likedBy, isSystem, isDeleted, isEdited, forwardedFrom } = message
  const { people, files, likes } = described
  // a message that is not listed has no reactions
  const told = likes && (likes.get(id) ?? { isOwn: false, count: 0 })
  const author = people.get(authorId)
  return {
    id, authorId, text, isSystem, isDeleted, isEdited, forwardedFrom,
    authorName: author?.name ?? '',
    isFromBot: author?.isBot ?? false,
    forwardedFromName: people.get(forwardedFrom ?? 0)?.name ?? '',
    sentAt: sentAt === null ? null : new Date(sentAt),
    files: fileIds.map(fileId => files.get(fileId) ?? { id: fileId, name: '', kind: 'file' }),
    attachments: [...attachments],
    likedBy: [...likedBy],
    likeCount: Math.max(likedBy.length, told?.count ?? 0),
    isLikedByViewer: told?.isOwn ?? null,
    hasLink: LINK.test(text) || attachments.flat().some(block => block.kind === 'entry' && block.target.address !== ''),
  }
}

function toLikes(raw: unknown): [number, Likes][] {
  const { success, output: reaction } = safeParse(reactionAnswer, raw)
  if (!success) return []
  const { messageId, ownReactions, reactionCounters } = reaction
  const isOwn = ownReactions && ownReactions.some(name => typeof name === 'string' && name.toLowerCase() === LIKE_REACTION)
  return [[messageId, { isOwn, count: reactionCounters.like ?? 0 }]]
}
