import { provide, watch, type InjectionKey } from 'vue'
import { usePortal, type Portal } from '../bitrix24/index.ts'
import { injectProvided } from '../lib/inject-provided.ts'
import { useChatStore } from './chat-store.ts'
import { deviceKeyOf, mayKeep } from './device-key.ts'
import { parseDialogId, type DialogId } from './dialog-id.ts'
import { createDrafts, draftsKey, type Drafts } from './drafts.ts'

/** The chat that this page is about; provided by `provideChat`. */
export const dialogKey: InjectionKey<DialogId> = Symbol('dialog')

/** The chat that this page is about, beside it and in the slider. @throws Error when used where no chat is shown */
export function useDialogId(): DialogId {
  return injectProvided(dialogKey)
}

const openedDrafts = new WeakMap<Portal, Drafts>()

/** The drafts beside the chat that this page was opened for, the same at every call; null for no chat. */
export function openDrafts(portal: Portal): Drafts | null {
  const { opening } = portal
  const dialogId = parseDialogId(opening.chat)
  if (!dialogId) return null
  const key = () => mayKeep(opening) ? deviceKeyOf(opening) : null
  const drafts = openedDrafts.get(portal) ?? createDrafts({ origin: opening.origin, dialogId: dialogId.text, key })
  openedDrafts.set(portal, drafts)
  return drafts
}

/**
 * Provides the chat that this page was opened for and the drafts beside it, and asks the portal about it. Returns the
 * drafts, null when nothing that Bitrix24 would accept was named. For a screen's setup.
 */
export function provideChat(): Drafts | null {
  const portal = usePortal()
  const { opening } = portal
  const dialogId = parseDialogId(opening.chat)
  const drafts = openDrafts(portal)
  if (!dialogId || !drafts) return null
  const store = useChatStore()
  provide(dialogKey, dialogId)
  provide(draftsKey, drafts)
  // the drafts are the viewer's as soon as it is known who that is, before anything is drawn of what came with it: from the portal's answer,
  // or before that from what opened with the key of this person's handshake
  watch(() => store.chat.state === 'ready' ? store.chat.overview : store.lastView?.overview, (overview) => {
    if (overview?.viewerId) drafts.belongTo(overview.viewerId)
  }, { immediate: true, flush: 'sync' })
  void store.load(dialogId)
  return drafts
}
