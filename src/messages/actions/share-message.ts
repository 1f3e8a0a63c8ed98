import { PortalError, type Portal } from '../../bitrix24/index.ts'

const METHOD = 'im.message.share'

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
 * repeated automatically. Chromium may still send it twice, when a connection in use is cut before any answer; no page can prevent that.
 * @throws PortalError of the request, or `bad-answer`; see `isAnswerLost`
 */
export async function shareMessage(portal: Pick<Portal, 'call'>, { dialogId, messageId, kind }: Sharing): Promise<void> {
  const answer = await portal.call({ method: METHOD, params: { MESSAGE_ID: messageId, DIALOG_ID: dialogId, TYPE: TYPES[kind] } })
  if (answer !== true) throw new PortalError('bad-answer', { method: METHOD })
}
