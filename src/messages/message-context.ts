import { PortalError, type Outcome, type Portal } from '../bitrix24/index.ts'
import { joinPages, type MessagePage } from './message.ts'
import { toReadPage } from './read-page.ts'

const METHOD = 'im.dialog.messages.get'

/** How many messages to show on either side of one. */
export const AROUND = 3

/**
 * The messages around one, without it, oldest first, in one request.
 * @throws PortalError of the request or of either side, or `bad-answer`
 */
export async function loadMessageContext(portal: Pick<Portal, 'batch'>, dialogId: string, messageId: number): Promise<MessagePage> {
  const params = { DIALOG_ID: dialogId, LIMIT: AROUND }
  const { before, after } = await portal.batch({
    before: { method: METHOD, params: { ...params, LAST_ID: messageId } },
    after: { method: METHOD, params: { ...params, FIRST_ID: messageId } },
  })
  const [earlier, later] = [toAscending(before), toAscending(after)]
  return {
    ...joinPages(earlier, later),
    messages: [
      ...earlier.messages.filter(({ id }) => id < messageId).slice(-AROUND),
      ...later.messages.filter(({ id }) => id > messageId).slice(0, AROUND),
    ],
  }
}

/** In which order the portal lists what comes after FIRST_ID is not documented, so ids decide. */
function toAscending(outcome: Outcome): MessagePage {
  if (!outcome.ok) throw outcome.error
  const page = toReadPage(outcome.value)
  if (!page) throw new PortalError('bad-answer', { method: METHOD })
  return { ...page, messages: [...page.messages].sort((one, other) => one.id - other.id) }
}
