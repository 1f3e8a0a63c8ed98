import { PortalError, type Outcome, type Portal } from '../bitrix24/index.ts'
import type { ChatMessage } from './message.ts'
import { toMessages } from './to-message.ts'

const METHOD = 'im.dialog.messages.get'

/** Messages on either side of one, where there are so many. */
export const AROUND = 3

export interface MessageContext {
  /** Oldest first, next to the message last. */
  before: ChatMessage[]
  /** Oldest first. */
  after: ChatMessage[]
}

/**
 * The messages around one, in one request.
 * @throws PortalError of the request or of either side, or `bad-answer`
 */
export async function loadMessageContext(portal: Pick<Portal, 'batch'>, dialogId: string, messageId: number): Promise<MessageContext> {
  const params = { DIALOG_ID: dialogId, LIMIT: AROUND }
  const { before, after } = await portal.batch({
    before: { method: METHOD, params: { ...params, LAST_ID: messageId } },
    after: { method: METHOD, params: { ...params, FIRST_ID: messageId } },
  })
  return {
    before: toAscending(before).filter(({ id }) => id < messageId).slice(-AROUND),
    after: toAscending(after).filter(({ id }) => id > messageId).slice(0, AROUND),
  }
}

/** In which order the portal lists what comes after FIRST_ID is not documented, so ids decide. */
function toAscending(outcome: Outcome): ChatMessage[] {
  if (!outcome.ok) throw outcome.error
  const answer = toMessages(outcome.value)
  if (!answer) throw new PortalError('bad-answer', { method: METHOD })
  return answer.messages.sort((one, other) => one.id - other.id)
}
