import { array, fallback, object, parse, pipe, safeParse, transform, unknown } from 'valibot'
import { isRecord } from '../lib/is-record.ts'
import { countOrNull, dateOrNull, idField, rows, text } from './fields.ts'
import type { ChatMessage } from './message.ts'

/** Keys are in camel case in im.dialog.messages.search and with underscores in im.dialog.messages.get; either is read. */
const messageAnswer = object({
  id: idField,
  authorId: countOrNull,
  author_id: countOrNull,
  date: dateOrNull,
  text,
  // an empty map is printed as a list
  params: fallback(object({ FILE_ID: rows }), { FILE_ID: [] }),
})

const userAnswer = object({ id: idField, name: text, firstName: text, lastName: text, first_name: text, last_name: text })
const fileAnswer = object({ id: idField, name: text })

/** What both methods answer: messages, and the people and files that these name. */
const messagesAnswer = object({
  messages: pipe(unknown(), transform(value => (isRecord(value) ? Object.values(value) : value)), array(unknown())),
  users: rows,
  files: rows,
})

/** An address written out, or one behind a word (`[url=…]`); what is between the brackets need not be a whole address. */
const LINK = /https?:\/\/|\[url(?:=[^\]]|\]\s*[^\s[])/i

export interface ReadMessages {
  /** In the portal's order, each once, without those that have no id. */
  messages: ChatMessage[]
  /** How many the portal sent, readable or not. */
  received: number
}

/**
 * The messages of an answer; null when it has no list of them. That `params.FILE_ID` holds the ids of a message's files
 * is assumed: the page of im.dialog.messages.get documents other keys only.
 */
export function toMessages(raw: unknown): ReadMessages | null {
  const { success, output: answer } = safeParse(messagesAnswer, raw)
  if (!success) return null
  const names = new Map(answer.users.flatMap(toName))
  const files = new Map(answer.files.flatMap(toFile))
  const messages = answer.messages.flatMap((row) => {
    const message = toMessage(row, names, files)
    return message ? [[message.id, message] as const] : []
  })
  return { messages: [...new Map(messages).values()], received: answer.messages.length }
}

function toMessage(raw: unknown, names: ReadonlyMap<number, string>, files: ReadonlyMap<number, string>): ChatMessage | null {
  const { success, output: message } = safeParse(messageAnswer, raw)
  if (!success) return null
  const authorId = message.authorId ?? message.author_id ?? 0
  const fileIds = message.params.FILE_ID.map(id => parse(countOrNull, id)).filter(id => id !== null)
  return {
    id: message.id,
    authorId,
    authorName: names.get(authorId) ?? '',
    sentAt: message.date,
    text: message.text,
    fileNames: fileIds.map(id => files.get(id) ?? '').filter(name => name !== ''),
    hasFile: fileIds.length > 0,
    hasLink: LINK.test(message.text),
  }
}

function toName(raw: unknown): [number, string][] {
  const { success, output: user } = safeParse(userAnswer, raw)
  if (!success) return []
  const parts = [user.firstName || user.first_name, user.lastName || user.last_name]
  return [[user.id, user.name.trim() || parts.join(' ').trim()]]
}

function toFile(raw: unknown): [number, string][] {
  const { success, output: file } = safeParse(fileAnswer, raw)
  return success ? [[file.id, file.name]] : []
}
