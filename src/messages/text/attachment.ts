/** Where an entry of an attachment leads; the first one present counts. */
export interface AttachmentTarget {
  personId: number | null
  chatId: number | null
  /** An address or a path of the portal as it came, `''` for none. */
  address: string
}

export interface AttachmentCell {
  name: string
  /** With BBCode. */
  value: string
  target: AttachmentTarget
}

/** A part of an attachment, without Bitrix24's spelling. Every text is from outside. */
export type AttachmentBlock =
  | { kind: 'text', /** With BBCode. */ text: string }
  | { kind: 'entry', /** A person, a link. */ name: string, description: string, target: AttachmentTarget }
  | { kind: 'image', name: string, address: string }
  | { kind: 'file', name: string, /** Bytes, null when not known. */ size: number | null, address: string }
  | { kind: 'grid', cells: AttachmentCell[] }
  | { kind: 'delimiter' }

export type Attachment = readonly AttachmentBlock[]
