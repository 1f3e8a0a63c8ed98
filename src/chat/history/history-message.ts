/** What a reading of the whole conversation hands on: our own types, checked at the door, flat enough to be kept in columns. */
import type { Attachment } from '../../lib/message-text/attachment.ts'
import type { MessageMarks } from '../message-marks.ts'

export interface HistoryMessage extends MessageMarks {
  id: number
  /** 0 for what the portal itself wrote. */
  authorId: number
  /** Milliseconds since 1970; null where the portal's date cannot be read. */
  sentAt: number | null
  /** As it was written, with its BBCode: only ever shown as parsed text. */
  text: string
  /** Its files, in the message's order; what is known of them is in the page's `files`. */
  fileIds: readonly number[]
  /** What an app or a bot put under it, plain JSON of bounded length; every text in it is from outside. */
  attachments: readonly Attachment[]
  /** Who reacted to it. */
  likedBy: readonly number[]
  /** The message that this one answers; null for none or where the portal did not say. */
  replyToId: number | null
}

export type FileKind = 'image' | 'video' | 'audio' | 'file'

export interface HistoryFile {
  id: number
  name: string
  kind: FileKind
  /** Lower case, without the dot; `''` for none. */
  extension: string
  /** Bytes; null where the portal did not say. */
  size: number | null
  authorId: number
  /** Milliseconds since 1970. */
  sentAt: number | null
  /** Absolute http(s) addresses, which carry the portal's own signature: never saved into a file. */
  previewUrl: string | null
  showUrl: string | null
}

export interface HistoryPerson {
  id: number
  name: string
  isBot: boolean
  isExternal: boolean
}

/** Some messages of one chat with the people and files that these name; every message once, ids strictly ascending or descending. */
export interface HistoryPage {
  messages: readonly HistoryMessage[]
  files: readonly HistoryFile[]
  people: readonly HistoryPerson[]
}
