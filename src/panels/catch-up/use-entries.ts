import { computed, type ComputedRef } from 'vue'
import type { Missed } from '../../messages/catch-up/read-missed.ts'
import type { Marked } from '../../messages/catch-up/sort-out.ts'
import { readSystemEvent, type SystemEvent } from '../../messages/catch-up/system-event.ts'
import type { Message } from '../../messages/message.ts'
import { useMessageView } from '../../messages/view/use-message-view.ts'
import { isolate } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import type { HeldFound } from './use-catch-up.ts'

/** A message and why it is shown, in words. */
export interface Entry {
  message: Message
  why: readonly string[]
}

/** What happened to the chat, in a sentence. */
export interface ChangeLine {
  message: Message
  text: string
}

export interface Conversation {
  messages: readonly Message[]
  authorIds: readonly number[]
}

export interface Entries {
  forYou: ComputedRef<readonly Entry[]>
  marked: ComputedRef<readonly Entry[]>
  changes: ComputedRef<readonly ChangeLine[]>
  conversations: ComputedRef<readonly Conversation[]>
}

interface EntriesOptions {
  missed: () => Missed
  found: () => HeldFound
}

/** What the rules found, as messages with words. */
export function useEntries({ missed, found }: EntriesOptions): Entries {
  const { t, plural } = useTexts()
  const { textOf } = useMessageView()
  const messages = computed(() => new Map(missed().page.messages.map(message => [message.id, message])))
  const withMessage = <Row>(id: number, toRow: (message: Message) => Row): Row[] => {
    const message = messages.value.get(id)
    return message ? [toRow(message)] : []
  }

  function markWords(mark: Marked): string {
    if (mark.kind === 'reactions') return plural('panels.catch-up.why-reactions', mark.people)
    return t(`panels.catch-up.why-${mark.kind}`, { word: isolate(mark.word) })
  }

  /** Why a message was named that the rules would name no more. */
  const over = (isOver: boolean): string[] => isOver ? [t('panels.catch-up.why-over')] : []

  /** A message that is marked in two ways is one entry with two reasons. */
  const marked = computed((): Entry[] => {
    const byId = new Map<number, (Marked & { isOver: boolean })[]>()
    for (const mark of found().marked) byId.set(mark.id, [...byId.get(mark.id) ?? [], mark])
    return [...byId].flatMap(([id, marks]) => withMessage(id, message => (
      { message, why: [...marks.map(markWords), ...over(marks.some(({ isOver }) => isOver))] }
    )))
  })

  function changeText(message: Message): string {
    const event = readSystemEvent(message.text)
    return event ? eventText(event) : textOf(message).trim() || t('panels.catch-up.change-unnamed')
  }

  function eventText({ kind, who, whom, title }: SystemEvent): string {
    return t(`panels.catch-up.change-${kind}`, { who: isolate(who), whom: isolate(whom), title: isolate(title) })
  }

  return {
    marked,
    forYou: computed(() => found().forYou.flatMap(({ id, reasons, isOver }) => withMessage(id, message => ({
      message, why: [...reasons.map(reason => t(`panels.catch-up.why-${reason}`)), ...over(isOver)],
    })))),
    changes: computed(() => found().system.flatMap(id => withMessage(id, message => ({ message, text: changeText(message) })))),
    conversations: computed(() => found().threads.map(({ ids, authorIds }) => (
      { authorIds, messages: ids.flatMap(id => withMessage(id, message => message)) }
    ))),
  }
}
