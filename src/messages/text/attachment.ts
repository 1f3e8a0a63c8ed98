/** What an entry of an attachment leads to when it is pressed; the first that there is counts. */
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

/** A part of an attachment, in no spelling of Bitrix24's. Every text is from outside. */
export type AttachmentBlock =
  | { kind: 'text', /** With BBCode. */ text: string }
  | { kind: 'entry', /** A person, a link. */ name: string, description: string, target: AttachmentTarget }
  | { kind: 'image', name: string, address: string }
  | { kind: 'file', name: string, /** Bytes, null when not known. */ size: number | null, address: string }
  | { kind: 'grid', cells: AttachmentCell[] }
  | { kind: 'delimiter' }

export type Attachment = readonly AttachmentBlock[]
