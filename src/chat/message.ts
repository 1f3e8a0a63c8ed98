/** One message of a chat as the app knows it: checked at the door, in no spelling of Bitrix24's. */
export interface ChatMessage {
  id: number
  /** 0 for what the portal itself wrote. */
  authorId: number
  /** `''` when the portal did not say who that is. */
  authorName: string
  sentAt: Date | null
  /** As it was written, with its BBCode: only ever shown as parsed text. */
  text: string
  /** Names of its files, those that the portal described. */
  fileNames: string[]
  hasFile: boolean
  hasLink: boolean
}
