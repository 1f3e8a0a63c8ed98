import type { ComputedRef } from 'vue'
import { usePortal } from '../../bitrix24/index.ts'
import { useDialogId } from '../../chat/beside.ts'
import { parseDialogId } from '../../chat/dialog-id.ts'
import { usePortalPages } from '../../chat/use-portal-pages.ts'
import type { MessageReference } from '../text/nodes.ts'

export interface MessageLinks {
  /** Why the last page did not open, in words; `''` when it did. */
  refusal: ComputedRef<string>
  openPerson(personId: number): void
  openChat(chatId: number): void
  /** The chat of a message elsewhere; this one where the reference names no chat that can be opened. */
  openContext(reference?: MessageReference): void
  openPath(path: string): void
}

/** Opens in the portal what a click on a part of a message asks for. */
export function useMessageLinks(): MessageLinks {
  const portal = usePortal()
  const own = useDialogId()
  // a page of the portal changes nothing that is shown here
  const { refusal, open, openPerson } = usePortalPages({ onReturn: () => undefined })

  return {
    refusal,
    openPerson: personId => void openPerson(personId),
    openChat: chatId => portal.openMessenger(`chat${chatId}`),
    openContext(reference) {
      portal.openMessenger((parseDialogId(reference?.dialogId) ?? own).text)
    },
    openPath: path => void open(path),
  }
}
