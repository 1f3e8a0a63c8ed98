import type { ExportMessage } from './export-message.ts'

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
