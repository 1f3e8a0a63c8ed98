import { PortalError, type Portal } from '../bitrix24/index.ts'
import type { ChatMessage } from './message.ts'
import { toMessages } from './to-message.ts'

const LIKE = 'im.message.like'
const SEARCH = 'im.dialog.messages.search'

export interface Liking {
  chatId: number
  messageId: number
  isLiked: boolean
}

/**
 * Sets or takes back the viewer's like. `WITHOUT_CHANGES` is an answer, not a failure: it was so already, as the page has it, or, in
 * the published source, it is not theirs to change; `readLike` tells which.
 * @throws PortalError of the request, or `bad-answer`
 */
export async function likeMessage(portal: Pick<Portal, 'call'>, { messageId, isLiked }: Liking): Promise<'changed' | 'without-changes'> {
  try {
    const answer = await portal.call({ method: LIKE, params: { MESSAGE_ID: messageId, ACTION: isLiked ? 'plus' : 'minus' } })
    if (answer !== true) throw new PortalError('bad-answer', { method: LIKE })
    return 'changed'
  } catch (error) {
    if (error instanceof PortalError && error.code === 'WITHOUT_CHANGES') return 'without-changes'
    throw error
  }
}

/**
 * The message as the portal has it now, with its likes; null when it is not there any more.
 * @throws PortalError of the request, or `bad-answer`
 */
export async function readLikes(portal: Pick<Portal, 'call'>, { chatId, messageId }: Omit<Liking, 'isLiked'>): Promise<ChatMessage | null> {
  // of the messages before the next id the last one: no method asks for one message by its id
  const answer = await portal.call({ method: SEARCH, params: { CHAT_ID: chatId, LIMIT: 1, LAST_ID: messageId + 1, ORDER: { ID: 'DESC' } } })
  const read = toMessages(answer)
  if (!read) throw new PortalError('bad-answer', { method: SEARCH })
  return read.messages.find(({ id }) => id === messageId) ?? null
}

/** Whether the viewer likes a message, as far as the portal told; false for a viewer nobody knows. */
export function isLikedBy(viewerId: number | null, { isLikedByViewer, likedBy }: Pick<ChatMessage, 'isLikedByViewer' | 'likedBy'>): boolean {
  return isLikedByViewer ?? (viewerId !== null && likedBy.includes(viewerId))
}
