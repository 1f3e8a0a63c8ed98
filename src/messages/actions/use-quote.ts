import type { ShallowRef } from 'vue'
import type { Message, NamedFile } from '../message.ts'
import { useInsert, type Inserting } from './insert-text.ts'
import { quoteText } from './quote-text.ts'
import { useMessageView } from '../view/use-message-view.ts'

/** How quoting a message ended, by the id of the message. */
export type Quoting = Inserting<number>

export interface QuoteHead {
  author: string
  time: string
}

export interface Quotes {
  /** False in a slider, which covers the input field (another chat may be open behind it), and in the mobile app. */
  isOffered: boolean
  quoting: Readonly<ShallowRef<Quoting | null>>
  canQuote(message: Message): boolean
  quote(message: Message, head: QuoteHead): Promise<void>
  undo(): Promise<void>
}

interface QuoteOptions {
  dialogId: string
  filesOf: (message: Message) => readonly NamedFile[]
  /** Who looks; null where the portal did not say. */
  viewerId: () => number | null
}

/** Messages quoted into the messenger's input field. */
export function useQuote({ dialogId, filesOf, viewerId }: QuoteOptions): Quotes {
  const { isOffered, inserting, insert, undo } = useInsert<number>()
  const { inWords } = useMessageView()
  const toText = (message: Message, head: QuoteHead) => quoteText(message, { ...head, files: filesOf(message), inWords, dialogId, viewerId: viewerId() })
  return {
    isOffered,
    quoting: inserting,
    canQuote: message => toText(message, { author: '', time: '' }) !== '',
    quote: (message, head) => insert(message.id, toText(message, head)),
    undo,
  }
}
