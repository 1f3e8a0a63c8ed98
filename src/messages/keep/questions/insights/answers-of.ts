import type { ColumnsView } from '../../columns.ts'
import { answerTimes } from './answers.ts'
import type { InsightsQuestion } from './asked.ts'

/** Ids of somebody's answers, the slowest first: the messages behind a time to answer. */
export function answersOf(view: ColumnsView, { personId, ...question }: InsightsQuestion & { personId: number }): Float64Array {
  const answers = answerTimes(view, { ...question, authorIds: [personId] }).get(view.authorIds.indexOf(personId))
  return answers ? answers.ids.slice().reverse() : new Float64Array()
}
