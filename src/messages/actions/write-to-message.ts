import { PortalError, type Portal } from '../../bitrix24/index.ts'
import { toLikes, type Likes } from '../message-likes.ts'
import { toReadPage } from '../read-page.ts'

const LIKE = 'im.message.like'
const SEARCH = 'im.dialog.messages.search'

interface Liking {
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

const SHARE = 'im.message.share'

/** What this app makes of a message; posts and chats, which the method can also make, are seen by others at once. */
export type Made = 'task' | 'meeting'

const TYPES: Record<Made, string> = { task: 'TASK', meeting: 'CALEND' }

interface Sharing {
  dialogId: string
  messageId: number
  kind: Made
}

/**
 * Makes a task or a meeting of a message. The portal does not say which, and every call makes another one, so this is never
 * called again by itself. Chromium may still send it twice, when a connection in use is cut before any answer: no page can hinder it.
 * @throws PortalError of the request, or `bad-answer`; see `isAnswerLost`
 */
export async function shareMessage(portal: Pick<Portal, 'call'>, { dialogId, messageId, kind }: Sharing): Promise<void> {
  const answer = await portal.call({ method: SHARE, params: { MESSAGE_ID: messageId, DIALOG_ID: dialogId, TYPE: TYPES[kind] } })
  if (answer !== true) throw new PortalError('bad-answer', { method: SHARE })
}

/** With these the methods that act on a message say no, and with the last two the one that makes a task. */
const REFUSALS: ReadonlySet<string> = new Set(['PARAMS_ERROR', 'MESSAGE_ID_ERROR', 'ERROR_METHOD_NOT_FOUND', 'ERROR_CORE', '100'])

/** Whether the portal may have done what it was asked for although it did not say so. */
export function isAnswerLost({ kind, code }: PortalError): boolean {
  return kind === 'timeout' || kind === 'offline' || kind === 'bad-answer' || (kind === 'unknown' && !REFUSALS.has(code))
}
