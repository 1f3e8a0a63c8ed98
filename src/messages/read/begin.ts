/** The end of a chat where a reading begins. */
import { PortalError } from '../../bitrix24/index.ts'
import type { Asker } from './asker.ts'
import type { Order } from './order.ts'
import { pageCommand, readPage } from './page-chain.ts'
import { idsOf } from './page-batch.ts'
import { NO_MESSAGES } from '../message.ts'
import type { ReadPage } from '../read-page.ts'
import type { Traverse } from './traverse.ts'

/**
 * Pages that follow each other from the very end of the chat on; null for a chat without messages. Neither way of asking can
 * be trusted alone: after id 0 the portal may return nothing (the method's page: an id that does not exist brings nothing), and
 * without an id it begins at the first unread message when there are many (see the simulated portal). So the end counts
 * when nothing lies before it, and is walked to when something does.
 */
export async function begin(asker: Asker, dialogId: string, order: Order, traverse: Traverse): Promise<readonly ReadPage[] | null> {
  for (let tries = 0; tries < 5; tries += 1) {
    const { outcomes } = await asker.ask(() => ({ edge: pageCommand(dialogId, order, 0), open: pageCommand(dialogId, order, null) }))
    const [edge, open] = [readPage(outcomes.edge), readPage(outcomes.open)]
    const base = [edge, open].find(page => 'ids' in page && page.ids.length > 0)
    if (!base || !('ids' in base)) {
      const failure = [edge, open].find(page => page instanceof PortalError)
      if (!(failure instanceof PortalError)) return null
      await asker.refused(failure)
      continue
    }
    const pages = await reachEnd(asker, dialogId, order, traverse, base)
    if (pages) return pages
  }
  throw new PortalError('bad-answer', { method: 'im.dialog.messages.get' })
}

/** The pages from the end of the chat to those of `base`; null when messages of it were deleted meanwhile. */
async function reachEnd(asker: Asker, dialogId: string, order: Order, traverse: Traverse, base: ReadPage): Promise<readonly ReadPage[] | null> {
  const opposite = order.opposite()
  const [head, second] = idsOf(base, order)
  if (head === undefined) throw new PortalError('bad-answer', { method: 'im.dialog.messages.get' })
  // the second, so that the answer shows that the first still exists
  const from = second ?? head
  const { outcomes } = await asker.ask(() => ({ before: pageCommand(dialogId, opposite, from) }))
  const before = readPage(outcomes.before)
  if (before instanceof PortalError) {
    await asker.refused(before)
    return null
  }
  const ids = idsOf(before, order)
  if (ids.some(id => !opposite.isBeyond(id, from))) throw new PortalError('bad-answer', { method: 'im.dialog.messages.get' })
  if (ids.length === 0) return from === head ? [base] : null
  if (!ids.some(id => opposite.isBeyond(id, head))) return [before, base]
  return [await walkToEnd(asker, dialogId, opposite, traverse, from)]
}

async function walkToEnd(asker: Asker, dialogId: string, order: Order, traverse: Traverse, from: number): Promise<ReadPage> {
  let last: ReadPage = { ...NO_MESSAGES, ids: [] }
  for await (const { page } of traverse({ asker, dialogId, order, cursor: { lastId: from, near: [from], far: [] } })) {
    if (page.messages.length > 0) last = { ...page, ids: page.messages.map(({ id }) => id) }
  }
  return last
}
