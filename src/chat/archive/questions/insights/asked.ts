import { FLAGS, type ColumnsView } from '../../columns.ts'
import { selectRows } from '../../filter.ts'

/** Which messages the figures are about: what people wrote, in a span of time, by some of them. */
export interface InsightsQuestion {
  /** Milliseconds since 1970, both part of the span; null for as far as the archive goes. */
  since: number | null
  until: number | null
  /** Null for everybody. */
  authorIds: readonly number[] | null
}

/** Rows of the messages that people wrote and whose date is known, oldest first. */
export function rowsAsked(view: ColumnsView, { since, until, authorIds }: InsightsQuestion): Uint32Array {
  return selectRows(view, { since: since ?? -Infinity, until: until ?? Infinity, authorIds, isSystem: false })
}

/** The same, whoever wrote them: an answer is one because of what somebody else wrote before. */
export function conversationRows(view: ColumnsView, { since, until }: InsightsQuestion): Uint32Array {
  return rowsAsked(view, { since, until, authorIds: null })
}

/** Whether a message of this author is asked for; by the author's place in `authorIds` of the view. */
export function authorTest(view: ColumnsView, { authorIds }: InsightsQuestion): (place: number) => boolean {
  if (authorIds === null) return () => true
  const wanted = new Set(authorIds)
  return place => wanted.has(view.authorIds[place] ?? 0)
}

export function isQuestionRow(view: ColumnsView, row: number): boolean {
  return ((view.flags[row] ?? 0) & FLAGS.isQuestion) !== 0
}
