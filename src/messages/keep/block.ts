import type { Attachment } from '../text/attachments.ts'
import type { Message, MessagePage } from '../message.ts'
import { array, boolean, check, fallback, literal, minValue, nullable, number, object, picklist, pipe, safeParse, string, tuple, type InferOutput, variant } from 'valibot'
import type { Contents } from '../../lib/browser/sealed-pieces.ts'

/** Bits of the column `marks`. */
const MARKS = { isSystem: 1, isDeleted: 2, isEdited: 4 } as const

/** A page as it is kept: numbers side by side in columns, texts in one run of UTF-8, and as JSON what few messages have. */
export function toBlock({ messages, files, people }: MessagePage): Required<Contents> {
  const encoder = new TextEncoder()
  const texts = messages.map(({ text }) => encoder.encode(text))
  /** For each message: how many files, their ids, how many likes, whose, and whose words were forwarded, in the same way. */
  const lists = messages.flatMap(({ fileIds, likedBy, forwardedFrom }) => [
    fileIds.length, ...fileIds, likedBy.length, ...likedBy, ...forwardedFrom === null ? [0] : [1, forwardedFrom],
  ])
  const sizes: Sizes = { count: messages.length, lists: lists.length, text: texts.reduce((sum, { length }) => sum + length, 0) }
  const bytes = new Uint8Array(bytesOf(sizes))
  const columns = toColumns(sizes, bytes)
  columns.lists.set(lists)
  let end = 0
  for (const [index, { id, authorId, sentAt, isSystem, isDeleted, isEdited, replyToId }] of messages.entries()) {
    const text = texts[index] ?? new Uint8Array()
    columns.ids[index] = id
    columns.authors[index] = authorId
    columns.times[index] = sentAt ?? NaN
    columns.replies[index] = replyToId ?? 0
    columns.lengths[index] = text.length
    columns.marks[index] = (isSystem ? MARKS.isSystem : 0) | (isDeleted ? MARKS.isDeleted : 0) | (isEdited ? MARKS.isEdited : 0)
    columns.text.set(text, end)
    end += text.length
  }
  const attachments = messages.flatMap(({ id, attachments }) => attachments.length > 0 ? [[id, attachments]] : [])
  return { facts: { sizes, attachments, files, people }, bytes }
}

const targetId = nullable(pipe(number(), check<number>(Number.isSafeInteger)))
const target = object({ personId: targetId, chatId: targetId, address: string() })
const block = variant('kind', [
  object({ kind: literal('text'), text: string() }),
  object({ kind: literal('entry'), name: string(), description: string(), target }),
  object({ kind: literal('image'), name: string(), address: string() }),
  object({ kind: literal('file'), name: string(), size: nullable(number()), address: string() }),
  object({ kind: literal('grid'), cells: array(object({ name: string(), value: string(), target })) }),
  object({ kind: literal('delimiter') }),
])

/** A message's attachments as they lie on the disk: `Attachment[]`. */
const keptAttachments = array(array(block))

const id = pipe(number(), check<number>(Number.isSafeInteger))
const person = object({ id, name: string(), isBot: boolean(), isExternal: boolean() })
const file = object({
  id, name: string(), kind: picklist(['image', 'video', 'audio', 'file']), extension: string(), size: nullable(number()), authorId: id,
  sentAt: nullable(number()), previewUrl: fallback(nullable(string()), null), showUrl: fallback(nullable(string()), null),
})
const size = pipe(number(), check<number>(Number.isSafeInteger), minValue(0))
const described = object({
  sizes: object({ count: size, lists: size, text: size }), attachments: array(tuple([id, keptAttachments])), files: array(file), people: array(person),
})

type Sizes = InferOutput<typeof described>['sizes']

/** What this browser kept may be older than this code: null for anything that is no block. */
export function fromBlock({ facts, bytes }: Required<Contents>): MessagePage | null {
  const { success, output } = safeParse(described, facts)
  if (!success || bytesOf(output.sizes) !== bytes.length) return null
  const { sizes, attachments, files, people } = output
  const messages = toMessages(toColumns(sizes, bytes), new Map(attachments))
  return messages && { messages, files, people }
}

interface Columns {
  ids: Float64Array
  authors: Float64Array
  /** NaN for none. */
  times: Float64Array
  /** 0 for none. */
  replies: Float64Array
  lists: Float64Array
  /** Bytes of each text. */
  lengths: Uint32Array
  /** Bits of `MARKS`. */
  marks: Uint8Array
  text: Uint8Array
}

/** The widest first, so that each begins where its numbers may. */
function bytesOf({ count, lists, text }: Sizes): number {
  return count * 37 + lists * 8 + text
}

/** Columns side by side in one run of bytes, which begins its buffer. */
function toColumns({ count, lists, text }: Sizes, { buffer }: Uint8Array<ArrayBuffer>): Columns {
  const doubles = (column: number, length = count) => new Float64Array(buffer, column * count * 8, length)
  const behind = (4 * count + lists) * 8
  return {
    ids: doubles(0), authors: doubles(1), times: doubles(2), replies: doubles(3), lists: doubles(4, lists),
    lengths: new Uint32Array(buffer, behind, count),
    marks: new Uint8Array(buffer, behind + count * 4, count),
    text: new Uint8Array(buffer, behind + count * 5, text),
  }
}

function toMessages(columns: Columns, attachments: ReadonlyMap<number, Attachment[]>): Message[] | null {
  const { ids, authors, times, marks, replies, lengths, text, lists } = columns
  const decoder = new TextDecoder()
  const messages: Message[] = []
  let end = 0
  let offset = 0
  const nextList = () => {
    const size = lists[offset] ?? NaN
    const list = Array.from(lists.subarray(offset + 1, offset + 1 + size))
    offset += 1 + size
    return list.length === size ? list : null
  }
  const isMarked = (index: number, name: keyof typeof MARKS) => ((marks[index] ?? 0) & MARKS[name]) !== 0
  for (const [index, id] of ids.entries()) {
    const fileIds = nextList()
    const likedBy = nextList()
    const forwarded = nextList()
    const start = end
    end += lengths[index] ?? 0
    if (!fileIds || !likedBy || !forwarded || !Number.isSafeInteger(id) || id < 1 || end > text.length) return null
    const sentAt = times[index] ?? NaN
    messages.push({
      id,
      authorId: authors[index] ?? 0,
      sentAt: Number.isNaN(sentAt) ? null : sentAt,
      text: decoder.decode(text.subarray(start, end)),
      isSystem: isMarked(index, 'isSystem'),
      isDeleted: isMarked(index, 'isDeleted'),
      isEdited: isMarked(index, 'isEdited'),
      forwardedFrom: forwarded[0] ?? null,
      fileIds,
      attachments: attachments.get(id) ?? [],
      likedBy,
      replyToId: replies[index] || null,
    })
  }
  return messages
}

/**
 * What is kept in place of a message that is gone from the chat: what was kept of it before lies in an earlier block. No message that
 * says anything looks like it.
 */
export function goneMessage(id: number): Message {
  return {
    id, authorId: 0, sentAt: null, text: '', isSystem: true, isDeleted: true, isEdited: false, forwardedFrom: null,
    fileIds: [], attachments: [], likedBy: [], replyToId: null,
  }
}

const isGone = ({ authorId, sentAt, text, isSystem, isDeleted }: Message): boolean =>
  authorId === 0 && sentAt === null && text === '' && isSystem && isDeleted

/** A page as it was kept: its messages, and the ids of those that are gone since an earlier page. */
export function splitGone(page: MessagePage): { page: MessagePage, gone: number[] } {
  return {
    page: { ...page, messages: page.messages.filter(message => !isGone(message)) },
    gone: page.messages.filter(isGone).map(({ id }) => id),
  }
}
