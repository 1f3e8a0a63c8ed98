import type { ColumnsView } from '../../columns.ts'
import { countedTest, repliedRow } from '../../counting.ts'
import { authorTest, conversationRows, type InsightsQuestion } from './asked.ts'

/**
 * What counts as an answer, and how long it took, among the messages that count (`counting.ts`). Somebody's message answers another
 * person's when it replies to it, or comes right after it. The time runs from the message that is replied to; without a reply from
 * the first of the messages that the other person wrote in a row. What comes after more than `LONGEST_WAIT` begins a new conversation.
 */
export const LONGEST_WAIT = 3 * 86_400_000

/** Times to answer of one person, milliseconds, shortest first, each with the message that answered. */
export interface AnswerTimes {
  times: Float64Array
  /** Ids of the answering messages, in the order of `times`. */
  ids: Float64Array
}

/** By the author's index in `authorIds` of the view; only people who answered anything. */
export function answerTimes(view: ColumnsView, question: InsightsQuestion): Map<number, AnswerTimes> {
  const isWanted = authorTest(view, question)
  const isCounted = countedTest(view)
  /** When the message of a row was written; null of one that counts for nothing or has no date. */
  const repliedTime = (row: number) => {
    const time = view.times[row] ?? NaN
    return isCounted(row) && !Number.isNaN(time) ? time : null
  }
  const found = new Map<number, [number, number][]>()
  /** Who wrote last, and when the first of their messages in a row came. */
  let speaker = -1
  let since = 0
  for (const row of conversationRows(view, question)) {
    const author = view.authors[row] ?? 0
    const time = view.times[row] ?? 0
    const replied = repliedRow(view, row)
    // a reply to a bot, or to what was deleted, answers nobody
    const from = replied >= 0 ? repliedTime(replied) : speaker >= 0 && speaker !== author ? since : null
    const wait = from === null ? -1 : time - from
    if (wait >= 0 && wait <= LONGEST_WAIT && isWanted(author)) {
      const times = found.get(author)
      if (times) times.push([wait, view.ids[row] ?? 0])
      else found.set(author, [[wait, view.ids[row] ?? 0]])
    }
    if (author !== speaker) {
      speaker = author
      since = time
    }
  }
  return new Map([...found].map(([author, times]) => [author, toColumns(times)]))
}

function toColumns(times: [number, number][]): AnswerTimes {
  times.sort(([one, oneId], [other, otherId]) => one - other || oneId - otherId)
  return { times: Float64Array.from(times, ([wait]) => wait), ids: Float64Array.from(times, ([, id]) => id) }
}

/** The smallest value that at least this share of them does not exceed; null of none. */
export function percentile(sorted: Float64Array, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

/** Ids of somebody's answers, the slowest first: the messages behind a time to answer. */
export function answersOf(view: ColumnsView, { personId, ...question }: InsightsQuestion & { personId: number }): Float64Array {
  const answers = answerTimes(view, { ...question, authorIds: [personId] }).get(view.authorIds.indexOf(personId))
  return answers ? answers.ids.slice().reverse() : new Float64Array()
}
