/** A message as every format writes it: names decided, addresses absolute and without secrets, nothing left to look up. */
import type { MessageNode } from '../text/nodes.ts'

export interface ExportPerson {
  /** The portal's number, with pseudonyms the export's own. */
  id: number
  name: string
}

export interface ExportFile {
  name: string
  kind: string
  /** Bytes; null where the portal did not say. */
  size: number | null
}

export interface ExportMessage {
  id: number
  /** Milliseconds since 1970. */
  sentAt: number | null
  /** Null for what the portal itself wrote. */
  author: ExportPerson | null
  isSystem: boolean
  /** A bot wrote it. */
  isFromBot: boolean
  /** Nothing is left of it but this. */
  isDeleted: boolean
  isEdited: boolean
  /** The words are another person's, null where Bitrix24 did not say whose. */
  forwarded: { from: ExportPerson | null } | null
  /** As `toExportNodes` makes them: of the kinds that formats write, and people by the export's numbers. */
  nodes: readonly MessageNode[]
  /** What an app or a bot put under it, one list each. */
  attachments: readonly (readonly MessageNode[])[]
  /** Whom its nodes mention, each once. */
  mentions: readonly ExportPerson[]
  files: readonly ExportFile[]
  likedBy: readonly ExportPerson[]
  replyToId: number | null
  /** The message in the messenger, where its files are too; null when the address would name a person. */
  link: string | null
}

export interface PartHead {
  /** From 1. */
  number: number
  /** Id of its first message. */
  firstId: number
  /** Whether a message was written into it before. */
  has?: (id: number) => boolean
}

/** How one format writes the messages of an export, in parts. Keeps nothing between its calls, so that writing can go on at any time. */
export interface FormatWriter {
  /** Without the dot. */
  extension: string
  /** A part has at most so many messages. */
  messagesPerPart: number
  /** Asks which messages a part has, so that they are kept in mind. */
  asksForIds?: boolean
  begin(part: PartHead): string
  /** @param before when the message before it in the same part was sent; undefined for the first */
  write(message: ExportMessage, part: PartHead, before: number | null | undefined): string
  end(part: PartHead, isLast: boolean): string
}

/** Enough zeros that parts stand in their order in every list of files. */
export function partName({ number }: Pick<PartHead, 'number'>, extension: string): string {
  return `messages-${String(number).padStart(3, '0')}.${extension}`
}
