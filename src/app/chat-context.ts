import type { DialogId } from '../chat/dialog-id.ts'
import type { ChatKind } from '../chat/overview.ts'
import type { PanelContext } from '../panels/panel.ts'

/**
 * What the chat may be in the words of `IM_SIDEBAR`'s `context` option: several while only its id is known, one when
 * the portal has told its kind.
 */
export function chatContexts(dialogId: DialogId, kind: ChatKind | null): PanelContext[] {
  if (dialogId.kind === 'person') return ['USER']
  if (kind === null) return ['CHAT', 'LINES', 'CRM']
  if (kind === 'crm') return ['CRM']
  if (kind === 'open-line') return ['LINES']
  return kind === 'private' ? ['USER'] : ['CHAT']
}
