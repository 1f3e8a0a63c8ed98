import type { Attachment } from '../lib/message-text/attachment.ts'
import type { MessageMarks } from './message-marks.ts'

export interface MessageFile {
  id: number
  /** `''` when the portal did not describe it. */
  name: string
  kind: 'image' | 'video' | 'audio' | 'file'
}

/** One message of a chat as the app knows it: checked at the door, in no spelling of Bitrix24's. */
export interface ChatMessage extends MessageMarks {
  id: number
  /** 0 for what the portal itself wrote. */
  authorId: number
  /** `''` when the portal did not say who that is. */
  authorName: string
  isFromBot: boolean
  /** Of whose words were forwarded; `''` where that is not known, or nothing was. */
  forwardedFromName: string
  sentAt: Date | null
  /** As it was written, with its BBCode: only ever shown as parsed text. */
  text: string
  files: MessageFile[]
  /** What an application put below the text. */
  attachments: Attachment[]
  /** Ids of the people who like it, as far as the portal lists them. */
  likedBy: number[]
  /** How many do; the portal may count more than it lists. */
  likeCount: number
  /** Null where the portal did not say it of the viewer. */
  isLikedByViewer: boolean | null
  hasLink: boolean
}
