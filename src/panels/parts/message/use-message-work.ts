import { shallowReactive } from 'vue'
import { PortalError, usePortal } from '../../../bitrix24/index.ts'
import { useQuote, type Quoting } from '../../../messages/actions/use-quote.ts'
import { isAnswerLost, shareMessage, type Made } from '../../../messages/actions/write-to-message.ts'
import { messageLink } from '../../../messages/export/export-plan.ts'
import type { Message, PageLookup } from '../../../messages/message.ts'
import { useMessageView } from '../../../messages/view/use-message-view.ts'
import { useNoting, type Noting } from './use-noting.ts'

export type MadeState =
  | { state: 'making' | 'made' | 'unknown', kind: Made }
  | { state: 'failed', kind: Made, error: PortalError }

export interface MessageWork {
  /** The last that was made of a message. */
  madeOf(messageId: number): MadeState | null
  /** Asks the portal once for a task or a meeting of a message. */
  make(messageId: number, kind: Made): Promise<void>
  /** The outcome of the last quote, where it was of this message. */
  quotingOf(messageId: number): Quoting | null
  canQuote(message: Message): boolean
  quote(message: Message): void
  undo(): void
  /** Into the notes of the chat. */
  noting: Noting
  /** Where the messenger shows a message. */
  linkTo(messageId: number): string
}

interface WorkOptions {
  dialogId: string
  names: () => PageLookup
  /** Who looks; null where the portal did not say. */
  viewerId: () => number | null
}

/** What can be done with the messages of a panel, remembered while it is open: there is one input field, and a task is made once. */
export function useMessageWork({ dialogId, names, viewerId }: WorkOptions): MessageWork {
  const portal = usePortal()
  const { authorOf, timeOf } = useMessageView()
  const made = shallowReactive(new Map<number, MadeState>())
  const quotes = useQuote({ dialogId, filesOf: message => names().filesOf(message), viewerId })

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
    madeOf: messageId => made.get(messageId) ?? null,
    async make(messageId, kind) {
      if (made.get(messageId)?.state === 'making') return
      made.set(messageId, { state: 'making', kind })
      made.set(messageId, await share(messageId, kind))
    },
    quotingOf: messageId => quotes.quoting.value?.id === messageId ? quotes.quoting.value : null,
    canQuote: message => quotes.isOffered && quotes.canQuote(message),
    quote(message) {
      // forwarded words are not the forwarder's
      void quotes.quote(message, { author: names().nameOf(message.forwardedFrom ?? 0) || authorOf(message, names()), time: timeOf(message) })
    },
    undo: () => void quotes.undo(),
    noting: useNoting(),
    linkTo: messageId => messageLink(portal.opening, dialogId, messageId),
  }
}
