import type { Message, MessagePage } from '../../../src/messages/message.ts'
import { scenario } from '../../portal/scenarios/index.ts'

/** Messages in a page: what is handed over at once. */
const PAGE = 1_000

/** The newest messages of the simulated portal's largest chat, as the reader would hand them on: newest first. */
export function historyPages(count: number): MessagePage[] {
  const place = { domain: 'demo.bitrix24.com', isHttps: true, appUrl: 'https://app.example/', now: Date.UTC(2026, 10, 22, 9), seed: 'archive' }
  const world = scenario('big-group').create(place)
  const chat = world.chats.get(3000)
  if (!chat) throw new Error('The chat of 100,000 messages is gone.')
  const { messages } = chat
  const all = Array.from({ length: Math.min(count, messages.count) }, (_unused, index): Message => {
    const { id, authorId, createdAt, text, systemCode, fileIds, likedBy } = messages.at(messages.count - 1 - index)
    return { id, authorId, sentAt: createdAt, text, isSystem: systemCode !== '', isDeleted: false, isEdited: false, forwardedFrom: null, fileIds, attachments: [], likedBy, replyToId: null }
  })
  const pageAt = (from: number): MessagePage => ({ messages: all.slice(from, from + PAGE), files: [], people: [] })
  return Array.from({ length: Math.ceil(all.length / PAGE) }, (_unused, page) => pageAt(page * PAGE))
}
