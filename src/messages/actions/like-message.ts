import { PortalError, type Portal } from '../../bitrix24/index.ts'
import { toLikes, type Likes } from '../message-likes.ts'
import { toReadPage } from '../read-page.ts'

const LIKE = 'im.message.like'
const SEARCH = 'im.dialog.messages.search'

export interface Liking {
  chatId: number
  messageId: number
  isLiked: boolean
}

/**
 * Sets or removes the viewer's like. `WITHOUT_CHANGES` is an answer, not a failure: the like was so already, as the page says, or, in
 * the published source, the viewer may not change it; `readLikes` shows which.
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
 * The likes of a message as the portal has them now; null when it is not there any more.
 * @throws PortalError of the request, or `bad-answer`
 */
export async function readLikes(portal: Pick<Portal, 'call'>, { chatId, messageId }: Omit<Liking, 'isLiked'>): Promise<Likes | null> {
  // the last of the messages before the next id, because no method returns one message by its id
  const answer = await portal.call({ method: SEARCH, params: { CHAT_ID: chatId, LIMIT: 1, LAST_ID: messageId + 1, ORDER: { ID: 'DESC' } } })
  const read = toReadPage(answer)
  if (!read) throw new PortalError('bad-answer', { method: SEARCH })
  return toLikes(answer, read.messages).get(messageId) ?? null
}
