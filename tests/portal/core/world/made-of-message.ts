/** What `im.message.share` made of a message: the portal's tasks, posts and meetings are no more than this here. */
export interface MadeOfMessage {
  id: number
  kind: 'chat' | 'task' | 'post' | 'meeting'
  /** Who asked for it: its responsible, author or owner. */
  personId: number
  messageId: number
  title: string
  createdAt: number
}
