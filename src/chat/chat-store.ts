import { defineStore } from 'pinia'
import { PortalError, usePortal, type PortalErrorKind } from '../bitrix24/index.ts'
import { useLatest } from '../lib/use-latest.ts'
import type { DialogId } from './dialog-id.ts'
import { loadOverview } from './load-overview.ts'
import type { ChatOverview } from './overview.ts'

export type ChatState =
  | { state: 'loading' }
  /** `outdated` says why it could not be read again; what is shown is then as it was. */
  | { state: 'ready', overview: ChatOverview, outdated: PortalError | null }
  | { state: 'failed', error: PortalError }

/** Failures that say nothing about the chat: what was read before may stay on the screen. */
const PASSING: readonly PortalErrorKind[] = ['timeout', 'offline', 'busy', 'bad-answer', 'unknown']

function afterFailure(shown: ChatState, error: PortalError): ChatState {
  return shown.state === 'ready' && PASSING.includes(error.kind) ? { ...shown, outdated: error } : { state: 'failed', error }
}

/** The chat beside us, for all panels. Needs an app that provides `portalKey`. */
export const useChatStore = defineStore('chat', () => {
  const portal = usePortal()

  /** Never rejects: a failure is a state. What is shown of the same chat stays until the new answer is there. */
  const { state: chat, reload: load } = useLatest<ChatState, [DialogId]>({ state: 'loading' }, async ({ show }, dialogId) => {
    if (shownDialog() !== dialogId.text) show({ state: 'loading' })
    await loadOverview(portal, dialogId).then(
      overview => show({ state: 'ready', overview, outdated: null }),
      (cause: unknown) => show(afterFailure(chat.value, PortalError.from(cause))),
    )
  })

  function shownDialog(): string | null {
    return chat.value.state === 'ready' ? chat.value.overview.dialogId.text : null
  }

  return { chat, load }
})
