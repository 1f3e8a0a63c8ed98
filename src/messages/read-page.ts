import { array, fallback, object, parse, picklist, pipe, safeParse, string, transform, unknown } from 'valibot'
import { isRecord } from '../lib/is-record.ts'
import type { Attachment } from './text/attachments.ts'
import { toNamedPerson } from '../people/to-named-person.ts'
import { countOrNull, dateOrNull, idField, idOrNull, line, lowerText, rows, text } from '../bitrix24/fields.ts'
import { markFields, markParams, NO_MARK_PARAMS, soleId, toMarks } from './message-marks.ts'
import { attachmentsField } from './to-attachments.ts'
import type { Message, MessageFile, MessagePage } from './message.ts'

/** A list with holes reaches us as a map. */
const list = pipe(unknown(), transform(value => (isRecord(value) ? Object.values(value) : value)), array(unknown()))

/** Ids that are listed, each once; a single one stands in place of its list. */
const idList = fallback(pipe(unknown(), transform((value): number[] => {
  const listed: unknown[] = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : [value]
  return [...new Set(listed.flatMap(id => parse(idOrNull, id) ?? []))]
})), [])

const pageAnswer = object({ messages: list, users: rows, files: rows })

/**
 * Keys are in camel case in im.dialog.messages.search and with underscores in im.dialog.messages.get; either is read.
 * `FILE_ID`, `ATTACH` and `REPLY_ID` are not on the method's page: see bitrix-core-business, modules/im/lib/V2/Message/Params.php.
 */
const messageAnswer = object({
  id: idField,
  author_id: countOrNull,
  authorId: countOrNull,
  ...markFields,
  date: dateOrNull,
  text,
  // an empty map is printed as a list
  params: fallback(
    object({ FILE_ID: idList, LIKE: idList, ATTACH: attachmentsField, REPLY_ID: soleId, ...markParams }),
    { FILE_ID: [], LIKE: [], ATTACH: [], REPLY_ID: null, ...NO_MARK_PARAMS },
  ),
})

const fileAnswer = object({
  id: idField,
  name: line,
  type: fallback(picklist(['image', 'video', 'audio', 'file']), 'file'),
  extension: lowerText,
  size: countOrNull,
  authorId: countOrNull,
  date: dateOrNull,
  urlPreview: fallback(string(), ''),
  urlShow: fallback(string(), ''),
})

/** Characters of one message's attachments as JSON; the portal itself keeps 60,000, of which the shortest entries become six times as long. */
const MOST_OF_ATTACHMENTS = 400_000

/** Rows of each kind: two pages. */
const MOST_REMEMBERED = 100

/** One answer of im.dialog.messages.get, or the part of the same kind of im.dialog.messages.search's. */
export interface ReadPage extends MessagePage {
  /** The rows in the order of the answer; null for a row that cannot be read. */
  ids: readonly (number | null)[]
}

const readRow = { message: toMessage, file: toFile, person: (raw: unknown) => toNamedPerson(raw) ?? [] }

/** Null when the answer has no list of messages. */
export function toReadPage(raw: unknown, { message, file, person } = readRow): ReadPage | null {
  const { success, output: answer } = safeParse(pageAnswer, raw)
  if (!success) return null
  const read = answer.messages.map(message)
  return {
    ids: read.map(message => message?.id ?? null),
    messages: unique(read.filter(message => message !== null)),
    files: unique(answer.files.flatMap(file)),
    people: unique(answer.users.flatMap(person)),
  }
}

/** Reads pages of which most rows are as they were in those before, as beats bring them: such a row is the same object again. */
export function createPageReader(): (raw: unknown) => ReadPage | null {
  const rows = { message: remembered(readRow.message), file: remembered(readRow.file), person: remembered(readRow.person) }
  return raw => toReadPage(raw, rows)
}

function remembered<Read>(read: (raw: unknown) => Read): (raw: unknown) => Read {
  const known = new Map<string, Read>()
  return (raw) => {
    const said = JSON.stringify(raw)
    const row = known.has(said) ? known.get(said) as Read : read(raw)
    // the last to be asked for are the last to go
    known.delete(said)
    known.set(said, row)
    const [oldest] = known.size > MOST_REMEMBERED ? known.keys() : []
    if (oldest !== undefined) known.delete(oldest)
    return row
  }
}

function unique<Row extends { id: number }>(all: readonly Row[]): Row[] {
  return [...new Map(all.map(row => [row.id, row])).values()]
}

function toMessage(raw: unknown): Message | null {
  const { success, output: message } = safeParse(messageAnswer, raw)
  if (!success) return null
  const authorId = message.author_id ?? message.authorId ?? 0
  const { params } = message
  const marks = toMarks(authorId, message, params)
  const { isDeleted } = marks
  return {
    id: message.id,
    authorId,
    sentAt: message.date?.getTime() ?? null,
    text: isDeleted || params.STICKER_PARAMS ? '' : message.text,
    fileIds: isDeleted ? [] : params.FILE_ID,
    attachments: isDeleted ? [] : withinBounds(params.ATTACH),
    likedBy: params.LIKE,
    replyToId: params.REPLY_ID,
    ...marks,
  }
}

/** Blocks in their order, as long as there is room; hundreds of thousands of messages are kept. */
function withinBounds(attachments: readonly Attachment[]): Attachment[] {
  let room = MOST_OF_ATTACHMENTS
  return attachments.flatMap((blocks) => {
    const kept = blocks.filter((block) => {
      room -= JSON.stringify(block).length
      return room >= 0
    })
    return kept.length > 0 ? [kept] : []
  })
}

function toFile(raw: unknown): MessageFile[] {
  const { success, output: file } = safeParse(fileAnswer, raw)
  if (!success) return []
  return [{
    id: file.id,
    name: file.name,
    kind: file.type,
    extension: file.extension.replace(/^\.+/, ''),
    size: file.size,
    authorId: file.authorId ?? 0,
    sentAt: file.date?.getTime() ?? null,
    previewUrl: toAddress(file.urlPreview),
    showUrl: toAddress(file.urlShow),
  }]
}

/** Absolute http(s) addresses only; a path would mean one of our own host. */
function toAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, href } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}
