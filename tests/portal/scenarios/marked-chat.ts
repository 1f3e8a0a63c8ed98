import type { Chat, Message } from '../core/world/model.ts'
import type { NamedChat } from './named-chats.ts'

const MINUTE = 60_000
/** Two of the company's bots. */
const [HELPER, GREETER] = [3901, 3902]

/** A chat in which messages are more than somebody's words. */
export const MARKED_CHAT: NamedChat = {
  messageType: 'C', type: 'chat', id: 1740, name: 'Forwarded, edited, deleted', description: 'Messages that are not only what somebody wrote.', ownerId: 1,
  memberIds: [1, 5, 17, 503, HELPER, GREETER], messageCount: 6, perWorkday: 6, language: 'en', quietMinutes: 3 * 24 * 60, unread: { 1: 0, 5: 0, 17: 0, 503: 0 },
}

type Said = Partial<Message> & Pick<Message, 'authorId' | 'text'>

const SAID: readonly Said[] = [
  { authorId: 5, text: 'Quand arrive-t-il\u202f?' },
  { authorId: HELPER, text: 'Thank you, somebody will be with you. Is there anything else?' },
  { authorId: 17, text: 'Who has the key of room 4?', forward: { messageId: 71_204, authorId: 503, place: 'chat1489', chatTitle: 'Website relaunch' } },
  { authorId: 17, text: 'The minutes: https://example.com/minutes', forward: { messageId: 71_210, authorId: 9_999, place: '9999:17', chatTitle: '' } },
  { authorId: 503, text: 'I don’t think so: in Łódź, not in Gdańsk.', isEdited: true },
  { authorId: 503, text: 'This message was deleted', isDeleted: true },
  { authorId: GREETER, text: 'Good morning! Today: 3 tasks.' },
  { authorId: 0, text: '[USER=17 REPLACE]Sofia[/USER] changed the chat title', systemCode: 'CHAT_RENAME' },
  { authorId: 5, text: '', sticker: { id: 12, packId: 1, packType: 'vendor' } },
  { authorId: 1, text: 'Is it ready?🙂' },
]

/** Adds what cannot follow from a seed, two days before the portal's clock. */
export function addMarkedMessages(chat: Chat, now: number): void {
  for (const [index, said] of SAID.entries()) {
    chat.messages.add({ likedBy: [], fileIds: [], systemCode: '', createdAt: now - 2 * 24 * 60 * MINUTE + index * MINUTE, ...said })
  }
}
