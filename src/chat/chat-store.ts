import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { PortalError, usePortal, type PortalErrorKind } from '../bitrix24/index.ts'
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
  const chat = shallowRef<ChatState>({ state: 'loading' })
  let runs = 0

  /**
   * Never rejects: a failure is a state. Of several runs the last one counts, in whatever order they end. What is shown
   * of the same chat stays until the new answer is there.
   */
  async function load(dialogId: DialogId): Promise<void> {
    const run = ++runs
    if (shownDialog() !== dialogId.text) chat.value = { state: 'loading' }
    const next = await loadOverview(portal, dialogId).then(
      (overview): ChatState => ({ state: 'ready', overview, outdated: null }),
      (error: unknown): ChatState => afterFailure(chat.value, error instanceof PortalError ? error : new PortalError('unknown', { cause: error })),
    )
    if (run === runs) chat.value = next
  }

  function shownDialog(): string | null {
    return chat.value.state === 'ready' ? chat.value.overview.dialogId.text : null
  }

  return { chat, load }
})
