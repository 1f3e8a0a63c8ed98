import { usePortal } from '../../bitrix24/index.ts'
import { useQuote, type Quoting } from '../../messages/actions/use-quote.ts'
import { messageLink } from '../../messages/export/export-plan.ts'
import type { Message, PageLookup } from '../../messages/message.ts'
import { useMessageView } from '../../messages/view/use-message-view.ts'
import { useMade, type MadeOfMessages } from '../parts/message/use-made.ts'

export interface EntryWork {
  tasks: MadeOfMessages
  /** The outcome of the last quote, where it was of this message. */
  quotingOf(messageId: number): Quoting | null
  canQuote(message: Message): boolean
  quote(message: Message): void
  undo(): void
  /** Where the messenger shows a message. */
  linkTo(messageId: number): string
}

interface WorkOptions {
  dialogId: string
  names: () => PageLookup
  /** Who looks; null where the portal did not say. */
  viewerId: () => number | null
}

/** What can be done with the messages of all parts: there is one input field, and a task is made once. */
export function useEntryWork({ dialogId, names, viewerId }: WorkOptions): EntryWork {
  const { opening } = usePortal()
  const { authorOf, timeOf } = useMessageView()
  const tasks = useMade(dialogId)
  const quotes = useQuote({ dialogId, filesOf: message => names().filesOf(message), viewerId })

  return {
    tasks,
    quotingOf: messageId => quotes.quoting.value?.messageId === messageId ? quotes.quoting.value : null,
    canQuote: message => quotes.isOffered && quotes.canQuote(message),
    quote(message) {
      // forwarded words are not the forwarder's
      void quotes.quote(message, { author: names().nameOf(message.forwardedFrom ?? 0) || authorOf(message, names()), time: timeOf(message) })
    },
    undo: () => void quotes.undo(),
    linkTo: messageId => messageLink(opening, dialogId, messageId),
  }
}
