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
