import type { HistoryChunk } from '../read/index.ts'
import type { Message, MessageFile, MessagePage } from '../message.ts'
import type { ReadingMark } from './protocol.ts'
import type { NamedPerson } from '../../people/person.ts'

/** Messages that go to the worker at once: they are copied in one task of the page. */
const MOST = 1_000
/** Milliseconds between two hand-overs: every one of them lets what is on the page be asked for again. */
const PAUSE = 250

export interface PageBatch {
  /** `readAt` is when it was asked for, or earlier. */
  add(chunk: HistoryChunk, readAt: number): void
  /** It is time to hand over what was gathered. */
  isDue(): boolean
  /** All that was gathered, and how far the chat has been read with it; null when that is nothing. */
  take(known: ReadingMark): { page: MessagePage, mark: ReadingMark, /** When the first of it was asked for, or earlier. */ readAt: number } | null
}

/** Gathers the pages that the reader hands on one by one; not the first one, which somebody waits for. */
export function createPageBatch({ isOlder, now = () => performance.now() }: { isOlder: boolean, now?: () => number }): PageBatch {
  let messages: Message[] = []
  const people = new Map<number, NamedPerson>()
  const files = new Map<number, MessageFile>()
  let lastTaken = -Infinity
  let isAny = false
  let isEnd = false
  let isHistoryLimited: boolean | null = null
  let unreadable = 0
  let earliest = Infinity
  const asOf = Date.now()

  return {
    add(chunk, readAt) {
      earliest = Math.min(earliest, readAt)
      messages.push(...chunk.page.messages)
      for (const person of chunk.page.people) people.set(person.id, person)
      for (const file of chunk.page.files) files.set(file.id, file)
      isAny = true
      isEnd = chunk.isEnd
      isHistoryLimited = chunk.isHistoryLimited ?? isHistoryLimited
      unreadable += chunk.gaps.reduce((sum, { rows }) => sum + rows, 0)
    },
    isDue: () => isEnd || messages.length >= MOST || now() - lastTaken >= PAUSE,
    take(known) {
      if (!isAny) return null
      // what the plan kept back until now may be had
      const isOpened = known.isHistoryLimited && isHistoryLimited === false
      const page = { messages, people: [...people.values()], files: [...files.values()] }
      const mark = {
        isComplete: (known.isComplete && !isOpened) || (isOlder && isEnd),
        isHistoryLimited: isHistoryLimited ?? known.isHistoryLimited,
        unreadable: known.unreadable + unreadable,
        asOf: known.asOf ?? asOf,
      }
      const readAt = earliest
      earliest = Infinity
      messages = []
      people.clear()
      files.clear()
      isAny = false
      unreadable = 0
      lastTaken = now()
      return { page, mark, readAt }
    },
  }
}
