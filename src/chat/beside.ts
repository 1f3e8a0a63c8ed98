import { inject, type InjectionKey } from 'vue'
import type { DialogId } from './dialog-id.ts'

/** The chat that this page is about; provided by the screens that show one. */
export const dialogKey: InjectionKey<DialogId> = Symbol('dialog')

/**
 * The chat that this page is about. Not the portal's `opening.dialogId`: a page of ours in a slider is not told any, and is
 * handed one by the page that opened it. @throws Error when used where no chat is shown
 */
export function useDialogId(): DialogId {
  const dialogId = inject(dialogKey, null)
  if (!dialogId) throw new Error('useDialogId() needs a screen that provides dialogKey (see src/app/SidebarScreen.vue)')
  return dialogId
}
