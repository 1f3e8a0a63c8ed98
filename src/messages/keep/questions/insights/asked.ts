import { FLAGS, type ColumnsView } from '../../columns.ts'
import { botTest } from '../../counting.ts'
import { selectRows, type ArchiveFilter } from '../../filter.ts'

/**
 * Dates that can be right: no messenger is older, and nobody has written anything after today. One message of the year 9999 would
 * make three million days of a conversation; what lies outside is in no figure, and `LeftOut` tells how much that is.
 */
const EARLIEST = Date.UTC(1995, 0, 1)
/** Clocks differ, and so do time zones. */
const AHEAD = 2 * 86_400_000

/** Which messages the figures are about: what people wrote, in a span of time, by some of them. */
export interface InsightsQuestion {
  /** Milliseconds since 1970, both part of the span; null for as far as the archive goes. */
  since: number | null
  until: number | null
  /** Null for everybody. */
  authorIds: readonly number[] | null
  /** When it is asked, milliseconds since 1970. */
  now: number
}

/** Exactly the messages that a question is about, as a filter: of a date that can be right, written by people. */
export function askedFor({ since, until, authorIds, now }: InsightsQuestion): ArchiveFilter & { since: number, until: number } {
  return { since: Math.max(since ?? -Infinity, EARLIEST), until: Math.min(until ?? Infinity, now + AHEAD), authorIds, isCounted: true }
}

/** Rows of these messages, oldest first. */
export function rowsAsked(view: ColumnsView, question: InsightsQuestion): Uint32Array {
  return selectRows(view, askedFor(question))
}

/** The same, whoever wrote them: an answer is one because of what somebody else wrote before. */
export function conversationRows(view: ColumnsView, question: InsightsQuestion): Uint32Array {
  return rowsAsked(view, { ...question, authorIds: null })
}

/** Whether a message of this author is asked for; by the author's index in `authorIds` of the view. */
export function authorTest(view: ColumnsView, { authorIds }: InsightsQuestion): (index: number) => boolean {
  if (authorIds === null) return () => true
  const wanted = new Set(authorIds)
  return index => wanted.has(view.authorIds[index] ?? 0)
}

export function isQuestionRow(view: ColumnsView, row: number): boolean {
  return ((view.flags[row] ?? 0) & FLAGS.isQuestion) !== 0
}

/** Messages that are in no figure although the span or everybody was asked for. */
export interface LeftOut {
  bots: number
  deleted: number
  /** Their date is missing or cannot be right. */
  undated: number
}

export function leftOut(view: ColumnsView, { since, until, authorIds, now }: InsightsQuestion): LeftOut {
  const found: LeftOut = { bots: 0, deleted: 0, undated: 0 }
  const isFromBot = botTest(view)
  const isWanted = authorTest(view, { since, until, authorIds, now })
  const span = askedFor({ since: null, until: null, authorIds, now })
  for (let row = 0; row < view.count; row += 1) {
    const flags = view.flags[row] ?? 0
    if ((flags & FLAGS.isSystem) !== 0) continue
    const time = view.times[row] ?? NaN
    if (!(time >= span.since && time <= span.until)) {
      if (isWanted(view.authors[row] ?? -1)) found.undated += 1
    } else if (time >= (since ?? -Infinity) && time <= (until ?? Infinity)) {
      if (isFromBot(row)) found.bots += 1
      else if ((flags & FLAGS.isDeleted) !== 0 && isWanted(view.authors[row] ?? -1)) found.deleted += 1
    }
  }
  return found
}
