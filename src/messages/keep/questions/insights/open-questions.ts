import type { ColumnsView } from '../../columns.ts'
import { repliedRows } from '../../counting.ts'
import { authorTest, conversationRows, isQuestionRow, type InsightsQuestion } from './asked.ts'

/**
 * Questions that nobody answered: nobody else replied to them, and nobody else wrote within `ANSWERED_WITHIN`. In a lively
 * chat what comes next may be about something else, so this errs on the side of silence. The last hours are left out: those
 * questions may still be answered.
 */
export const ANSWERED_WITHIN = 4 * 3_600_000

/** Ids of the questions without an answer, newest first. */
export function openQuestions(view: ColumnsView, question: InsightsQuestion): Float64Array {
  const isWanted = authorTest(view, question)
  const replied = repliedRows(view)
  // answers may come after the end of the span
  const rows = conversationRows(view, { ...question, until: null })
  const until = Math.min(question.until ?? Infinity, question.now - ANSWERED_WITHIN)
  const found: number[] = []
  /** Who writes next after a row, and when: from the newest back. */
  let next = { author: -1, time: Infinity }
  let nextOther = { author: -1, time: Infinity }
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? 0
    const author = view.authors[row] ?? 0
    const time = view.times[row] ?? 0
    if (next.author !== author) nextOther = next
    const isAnswered = replied[row] === 1 || nextOther.time - time <= ANSWERED_WITHIN
    if (time <= until && isQuestionRow(view, row) && isWanted(author) && !isAnswered) found.push(view.ids[row] ?? 0)
    next = { author, time }
  }
  return Float64Array.from(found)
}
