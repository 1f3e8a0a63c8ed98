/** A message of a chat and a page of messages: our own types, checked at the door, in no spelling of Bitrix24's, flat enough to be kept in columns. */
import type { Attachment } from './text/attachments.ts'
import type { MessageMarks } from './message-marks.ts'
import type { NamedPerson } from '../people/person.ts'

export interface Message extends MessageMarks {
  id: number
  /** 0 for what the portal itself wrote. */
  authorId: number
  /** Milliseconds since 1970; null where the portal's date cannot be read. */
  sentAt: number | null
  /** The original text with its BBCode; it is only shown after parsing. */
  text: string
  /** Its files, in the message's order; the page's `files` describes them. */
  fileIds: readonly number[]
  /** What an app or a bot put under it, plain JSON of bounded length; every text in it is from outside. */
  attachments: readonly Attachment[]
  /** Who reacted to it. */
  likedBy: readonly number[]
  /** The message that this one answers; null for none or where the portal did not say. */
  replyToId: number | null
}

/** What is left of a message that somebody deleted. */
export function withoutWords(message: Message): Message {
  return { ...message, text: '', fileIds: [], attachments: [], isDeleted: true }
}

export type FileKind = 'image' | 'video' | 'audio' | 'file'

export interface MessageFile {
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

/** Some messages of one chat, each once, with the people and files that these name: names and files are looked up here, see `lookUp`. */
export interface MessagePage {
  messages: readonly Message[]
  files: readonly MessageFile[]
  people: readonly NamedPerson[]
}

export const NO_MESSAGES: MessagePage = { messages: [], files: [], people: [] }

/** Joins pages into one; a later page overrides an earlier one's facts about a person or a file. */
export function joinPages(...pages: readonly MessagePage[]): MessagePage {
  return { messages: pages.flatMap(page => page.messages), files: pages.flatMap(page => page.files), people: pages.flatMap(page => page.people) }
}

/** What a row of a list says of a file. */
export type NamedFile = Pick<MessageFile, 'id' | 'kind' | 'name'>

export interface PageLookup {
  /** `''` when the page does not say who that is. */
  nameOf(personId: number): string
  isBot(personId: number): boolean
  /** In the message's order; one that the page does not describe has no name. */
  filesOf(message: Pick<Message, 'fileIds'>): NamedFile[]
}

/** The people and files that the messages of a page name. */
export function lookUp({ files, people }: MessagePage): PageLookup {
  const persons = new Map(people.map(person => [person.id, person]))
  const described = new Map(files.map(file => [file.id, file]))
  return {
    nameOf: id => persons.get(id)?.name ?? '',
    isBot: id => persons.get(id)?.isBot ?? false,
    filesOf: ({ fileIds }) => fileIds.map(id => described.get(id) ?? { id, name: '', kind: 'file' }),
  }
}
