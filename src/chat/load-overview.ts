import type { Portal } from '../bitrix24/index.ts'
import type { DialogId } from './dialog-id.ts'
import type { ChatOverview } from './overview.ts'
import { toOverview } from './overview-answer.ts'
import { toOverviewCommands } from './overview-commands.ts'

/**
 * Everything that the first screen shows, in one request.
 * @throws PortalError of the request, or of the chat: `no-access`, `not-found`, `missing-scope`, `bad-answer`
 */
export async function loadOverview(portal: Pick<Portal, 'batch' | 'resolveUrl'>, dialogId: DialogId): Promise<ChatOverview> {
  const answers = await portal.batch(toOverviewCommands(dialogId))
  return toOverview(dialogId, answers, address => portal.resolveUrl(address))
}
