import { array, fallback, nullable, object, parse, picklist, pipe, safeParse, transform, unknown } from 'valibot'
import { isRecord } from '../lib/is-record.ts'
import { countOrNull, dateOrNull, idField, idOrNull, line, rows, text } from './fields.ts'
import type { ChatMessage, MessageFile } from './message.ts'
import { attachmentsField } from './to-attachments.ts'

/** Keys are in camel case in im.dialog.messages.search and with underscores in im.dialog.messages.get; either is read. */
const messageAnswer = object({
  id: idField,
  authorId: countOrNull,
  author_id: countOrNull,
  date: dateOrNull,
  text,
  // an empty map is printed as a list
  params: fallback(object({ FILE_ID: rows, LIKE: rows, ATTACH: attachmentsField }), { FILE_ID: [], LIKE: [], ATTACH: [] }),
})

const userAnswer = object({ id: idField, name: line, firstName: line, lastName: line, first_name: line, last_name: line })
const fileAnswer = object({ id: idField, name: line, type: fallback(picklist(['image', 'video', 'audio', 'file']), 'file') })
/** Only the search answers these, and only for messages that somebody reacted to. */
const reactionAnswer = object({
  messageId: idField,
  ownReactions: fallback(nullable(rows), null),
  reactionCounters: fallback(object({ like: countOrNull }), { like: null }),
})

/** What both methods answer: messages, and the people and files that these name. */
const messagesAnswer = object({
  messages: pipe(unknown(), transform(value => (isRecord(value) ? Object.values(value) : value)), array(unknown())),
  users: rows,
  files: rows,
  reactions: fallback(nullable(array(unknown())), null),
})

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

/**
 * The messages of an answer; null when it has no list of them. That `params.FILE_ID` holds the ids of a message's files
 * and `params.ATTACH` its attachments is assumed: the page of im.dialog.messages.get documents other keys only.
 */
export function toMessages(raw: unknown): ReadMessages | null {
  const { success, output: answer } = safeParse(messagesAnswer, raw)
  if (!success) return null
  const names = new Map(answer.users.flatMap(toName))
  const files = new Map(answer.files.flatMap(toFile))
  const likes = answer.reactions && new Map(answer.reactions.flatMap(toLikes))
  const messages = answer.messages.flatMap((row) => {
    const message = toMessage(row, { names, files, likes })
    return message ? [[message.id, message] as const] : []
  })
  return { messages: [...new Map(messages).values()], received: answer.messages.length }
}

interface Likes {
  /** Of the viewer; null where the portal did not say. */
  isOwn: boolean | null
  count: number
}

interface Described {
  names: ReadonlyMap<number, string>
  files: ReadonlyMap<number, MessageFile>
  /** By message id, those that somebody reacted to; null when the portal said nothing of reactions. */
  likes: ReadonlyMap<number, Likes> | null
}

function toMessage(raw: unknown, { names, files, likes }: Described): ChatMessage | null {
  const { success, output: message } = safeParse(messageAnswer, raw)
  if (!success) return null
  const authorId = message.authorId ?? message.author_id ?? 0
  const idsOf = (list: unknown[]) => list.map(id => parse(idOrNull, id)).filter(id => id !== null)
  const { FILE_ID, LIKE, ATTACH } = message.params
  const likedBy = idsOf(LIKE)
  // a message that is not listed has no reactions
  const told = likes && (likes.get(message.id) ?? { isOwn: false, count: 0 })
  return {
    id: message.id,
    authorId,
    authorName: names.get(authorId) ?? '',
    sentAt: message.date,
    text: message.text,
    files: idsOf(FILE_ID).map(id => files.get(id) ?? { id, name: '', kind: 'file' }),
    attachments: ATTACH,
    likedBy,
    likeCount: Math.max(likedBy.length, told?.count ?? 0),
    isLikedByViewer: told?.isOwn ?? null,
    hasLink: LINK.test(message.text) || ATTACH.flat().some(block => block.kind === 'entry' && block.target.address !== ''),
  }
}

function toName(raw: unknown): [number, string][] {
  const { success, output: user } = safeParse(userAnswer, raw)
  if (!success) return []
  const parts = [user.firstName || user.first_name, user.lastName || user.last_name]
  return [[user.id, user.name.trim() || parts.join(' ').trim()]]
}

function toFile(raw: unknown): [number, MessageFile][] {
  const { success, output: file } = safeParse(fileAnswer, raw)
  return success ? [[file.id, { id: file.id, name: file.name, kind: file.type }]] : []
}

function toLikes(raw: unknown): [number, Likes][] {
  const { success, output: reaction } = safeParse(reactionAnswer, raw)
  if (!success) return []
  const { messageId, ownReactions, reactionCounters } = reaction
  const isOwn = ownReactions && ownReactions.some(name => typeof name === 'string' && name.toLowerCase() === LIKE_REACTION)
  return [[messageId, { isOwn, count: reactionCounters.like ?? 0 }]]
}
