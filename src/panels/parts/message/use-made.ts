import { shallowReactive } from 'vue'
import { PortalError, usePortal } from '../../../bitrix24/index.ts'
import { isAnswerLost, shareMessage, type Made } from '../../../messages/actions/write-to-message.ts'

export type MadeState =
  | { state: 'making' | 'made' | 'unknown', kind: Made }
  | { state: 'failed', kind: Made, error: PortalError }

export interface MadeOfMessages {
  /** By message id, the last that was made of it. */
  made: ReadonlyMap<number, MadeState>
  make(messageId: number, kind: Made): Promise<void>
}

/** Tasks and meetings made of messages: each asked for once, and remembered while the panel is open. */
export function useMade(dialogId: string): MadeOfMessages {
  const portal = usePortal()
  const made = shallowReactive(new Map<number, MadeState>())

  async function share(messageId: number, kind: Made): Promise<MadeState> {
    try {
      await shareMessage(portal, { dialogId, messageId, kind })
      return { state: 'made', kind }
    } catch (cause) {
      const error = PortalError.from(cause)
      return isAnswerLost(error) ? { state: 'unknown', kind } : { state: 'failed', kind, error }
    }
  }

  return {
    made,
    async make(messageId, kind) {
      if (made.get(messageId)?.state === 'making') return
      made.set(messageId, { state: 'making', kind })
      made.set(messageId, await share(messageId, kind))
    },
  }
}
