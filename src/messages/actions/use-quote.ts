import { shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import type { Message, NamedFile } from '../message.ts'
import { insertQuote, undoInsertion, type Insertion, type InsertOutcome, type UndoOutcome } from './insert-quote.ts'
import { quoteText } from './quote-text.ts'

type Told =
  | { state: 'working' }
  | { state: 'failed', error: PortalError }
  | InsertOutcome
  | UndoOutcome

/** How quoting a message ended; there is one input field, so only the last outcome is shown. */
export type Quoting = Told & { messageId: number }

export interface QuoteHead {
  author: string
  time: string
}

export interface Quotes {
  /** False in a slider, which covers the input field; another chat may be open behind it. */
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

/**
 * Whether the person is still where they pressed the button. The portal destroys this frame when the chat or the panel is closed. It is
 * only assumed that it does so for every change of the chat, so a person who leaves the frame for the rest of the page counts as gone.
 */
function watchPresence(): () => boolean {
  const hadFocus = document.hasFocus()
  return () => document.visibilityState !== 'hidden' && (document.hasFocus() || !hadFocus)
}

/** Messages quoted into the messenger's input field. */
export function useQuote({ dialogId, filesOf, viewerId }: QuoteOptions): Quotes {
  const portal = usePortal()
  const quoting = shallowRef<Quoting | null>(null)
  let insertion: Insertion | null = null

  const toText = (message: Message, head: QuoteHead) => quoteText(message, { ...head, files: filesOf(message), dialogId, viewerId: viewerId() })

  async function run(messageId: number, work: (isStillHere: () => boolean) => Promise<InsertOutcome | UndoOutcome>): Promise<void> {
    // two quotes at once would each take the other's text for the person's
    if (quoting.value?.state === 'working') return
    quoting.value = { messageId, state: 'working' }
    const told = await work(watchPresence()).catch((cause: unknown): Told => (
      { state: 'failed', error: PortalError.from(cause) }
    ))
    insertion = told.state === 'inserted' ? told.insertion : null
    quoting.value = { messageId, ...told }
  }

  return {
    isOffered: !portal.opening.isSlider && portal.opening.parameters === null,
    quoting,
    canQuote: message => toText(message, { author: '', time: '' }) !== '',
    quote: (message, head) => run(message.id, isStillHere => insertQuote(portal, toText(message, head), isStillHere)),
    async undo() {
      const inserted = insertion
      if (inserted && quoting.value) await run(quoting.value.messageId, isStillHere => undoInsertion(portal, inserted, isStillHere))
    },
  }
}
