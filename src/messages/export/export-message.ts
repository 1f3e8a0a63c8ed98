/** A message as every format writes it: names decided, addresses absolute and without secrets, nothing left to look up. */

export interface ExportPerson {
  /** The portal's number, with pseudonyms the export's own. */
  id: number
  name: string
}

interface WithChildren {
  children: readonly ExportNode[]
}

export type ExportNode =
  /** Line breaks are characters of texts. */
  | { kind: 'text', text: string }
  | { kind: 'strong' | 'emphasis' | 'underline' | 'strike' } & WithChildren
  | { kind: 'code' } & WithChildren
  | { kind: 'mention', /** Null for everybody. */ person: ExportPerson | null } & WithChildren
  | { kind: 'link', /** http, https or mailto. */ href: string } & WithChildren
  | { kind: 'quote', head: { author: string, time: string } | null } & WithChildren

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
  nodes: readonly ExportNode[]
  /** What an app or a bot put under it, one list each. */
  attachments: readonly (readonly ExportNode[])[]
  files: readonly ExportFile[]
  likedBy: readonly ExportPerson[]
  replyToId: number | null
  /** The message in the messenger, where its files are too; null when the address would name a person. */
  link: string | null
}
