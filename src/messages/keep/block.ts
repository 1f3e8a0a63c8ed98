import type { Attachment } from '../text/attachments.ts'
import type { MessageFile, Message, MessagePage } from '../message.ts'
import { array, boolean, fallback, nullable, number, object, picklist, pipe, safeInteger, safeParse, string, tuple, type InferOutput } from 'valibot'
import { keptAttachments } from './kept-attachments.ts'
import type { NamedPerson } from '../../people/person.ts'

/** A page as it lies on the disk: numbers side by side, texts in one run of UTF-8. */
export interface Block {
  ids: Float64Array
  authors: Float64Array
  /** NaN for none. */
  times: Float64Array
  /** Bits of `MARKS`. */
  marks: Uint8Array
  /** 0 for none. */
  replies: Float64Array
  /** Bytes of each text. */
  lengths: Uint32Array
  text: Uint8Array
  /** For each message: how many files, their ids, how many likes, whose, and whose words were forwarded, in the same way. */
  lists: Float64Array
  /** Of those messages that have any. */
  attachments: [messageId: number, attachments: readonly Attachment[]][]
  files: MessageFile[]
  people: NamedPerson[]
}

/** Bits of the column `marks`. */
const MARKS = { isSystem: 1, isDeleted: 2, isEdited: 4 } as const

/** Bytes of a block, about. */
export function sizeOf({ ids, text, lists, attachments, files, people }: Block): number {
  return ids.length * 37 + text.byteLength + lists.byteLength + JSON.stringify(attachments).length + files.length * 400 + people.length * 60
}

export function toBlock({ messages, files, people }: MessagePage): Block {
  const encoder = new TextEncoder()
  const texts = messages.map(({ text }) => encoder.encode(text))
  const bytes = new Uint8Array(texts.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const text of texts) {
    bytes.set(text, end)
    end += text.length
  }
  return {
    ids: Float64Array.from(messages, ({ id }) => id),
    authors: Float64Array.from(messages, ({ authorId }) => authorId),
    times: Float64Array.from(messages, ({ sentAt }) => sentAt ?? NaN),
    marks: Uint8Array.from(messages, ({ isSystem, isDeleted, isEdited }) =>
      (isSystem ? MARKS.isSystem : 0) | (isDeleted ? MARKS.isDeleted : 0) | (isEdited ? MARKS.isEdited : 0)),
    replies: Float64Array.from(messages, ({ replyToId }) => replyToId ?? 0),
    lengths: Uint32Array.from(texts, ({ length }) => length),
    text: bytes,
    lists: Float64Array.from(messages.flatMap(({ fileIds, likedBy, forwardedFrom }) => [
      fileIds.length, ...fileIds, likedBy.length, ...likedBy, ...forwardedFrom === null ? [0] : [1, forwardedFrom],
    ])),
    attachments: messages.flatMap(({ id, attachments }): Block['attachments'] => attachments.length > 0 ? [[id, attachments]] : []),
    files: [...files],
    people: [...people],
  }
}

const id = pipe(number(), safeInteger())
const person = object({ id, name: string(), isBot: boolean(), isExternal: boolean() })
const file = object({
  id, name: string(), kind: picklist(['image', 'video', 'audio', 'file']), extension: string(), size: nullable(number()), authorId: id,
  sentAt: nullable(number()), previewUrl: fallback(nullable(string()), null), showUrl: fallback(nullable(string()), null),
})
const described = object({ attachments: array(tuple([id, keptAttachments])), files: array(file), people: array(person) })

/** What lies on a disk may be half-written or older than this code: null for anything that is no block. */
export function fromBlock(kept: unknown): MessagePage | null {
  const { success, output } = safeParse(described, kept)
  if (!success || typeof kept !== 'object' || kept === null) return null
  const columns = toColumns(kept)
  if (!columns) return null
  const { attachments, files, people }: InferOutput<typeof described> = output
  const messages = toMessages(columns, new Map(attachments))
  return messages && { messages, files, people }
}

type BlockColumns = Omit<Block, 'attachments' | 'files' | 'people'>

function toColumns(kept: object): BlockColumns | null {
  const { ids, authors, times, marks, replies, lengths, text, lists } = kept as Partial<Record<keyof Block, unknown>> // of each key, nothing is said
  if (!(ids instanceof Float64Array && authors instanceof Float64Array && times instanceof Float64Array && replies instanceof Float64Array)) return null
  if (!(marks instanceof Uint8Array && lengths instanceof Uint32Array && text instanceof Uint8Array && lists instanceof Float64Array)) return null
  const isWhole = [authors, times, marks, replies, lengths].every(({ length }) => length === ids.length)
  return isWhole ? { ids, authors, times, marks, replies, lengths, text, lists } : null
}

function toMessages(columns: BlockColumns, attachments: ReadonlyMap<number, Attachment[]>): Message[] | null {
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
