import type { Portal } from '../bitrix24/index.ts'
import type { DialogId } from './dialog-id.ts'
import type { ChatOverview } from './overview.ts'
import { toOverview } from './overview-answer.ts'
import { type OverviewAnswers, toOverviewCommands } from './overview-commands.ts'

/**
 * Everything that the first screen shows, in one request, unless it was asked before; the answers that it was made of go to `onAnswers`.
 * @throws PortalError of the request, or of the chat: `no-access`, `not-found`, `missing-scope`, `bad-answer`
 */
export async function loadOverview(
  portal: Pick<Portal, 'batch' | 'resolveUrl'>, dialogId: DialogId, onAnswers: (answers: OverviewAnswers) => void = () => undefined,
  asked: Promise<OverviewAnswers> = portal.batch(toOverviewCommands(dialogId)),
): Promise<ChatOverview> {
  const answers = await asked
  const overview = toOverview(dialogId, answers, address => portal.resolveUrl(address))
  onAnswers(answers)
  return overview
}
