import { shallowReactive } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import type { MessagePage } from '../../messages/message.ts'
import { loadMessageContext } from '../../messages/message-context.ts'

export type ContextState =
  | { state: 'loading' }
  | { state: 'ready', /** Without the hit itself. */ page: MessagePage }
  | { state: 'failed', error: PortalError }

export interface Contexts {
  /** By message id, those that are unfolded: kept here because a row that is scrolled away forgets everything. */
  unfolded: ReadonlyMap<number, ContextState>
  toggle(messageId: number): void
  load(messageId: number): Promise<void>
}

/** The messages around hits, read when asked for. */
export function useContexts(dialogId: string): Contexts {
  const portal = usePortal()
  const unfolded = shallowReactive(new Map<number, ContextState>())

  async function load(messageId: number): Promise<void> {
    const loading: ContextState = { state: 'loading' }
    unfolded.set(messageId, loading)
    const next = await loadMessageContext(portal, dialogId, messageId).then(
      (page): ContextState => ({ state: 'ready', page }),
      (cause: unknown): ContextState => ({ state: 'failed', error: PortalError.from(cause) }),
    )
    // folded up, or asked again, in the meantime
    if (unfolded.get(messageId) === loading) unfolded.set(messageId, next)
  }

  return {
    unfolded,
    load,
    toggle(messageId) {
      if (!unfolded.delete(messageId)) void load(messageId)
    },
  }
}
