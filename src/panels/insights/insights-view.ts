import { array, fallback, nullable, number, object, parse, picklist, pipe, regex, string, type InferOutput } from 'valibot'
import { monthsBefore } from '../../lib/months-before.ts'
import type { InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'

export const PERIODS = ['all', 'month', 'quarter', 'year', 'days'] as const
export const PERSON_SORTS = ['messages', 'name', 'answer'] as const

const day = fallback(pipe(string(), regex(/^(?:\d{4}-\d\d-\d\d)?$/)), '')
export const EVERYTHING: Readonly<{ period: 'all', from: '', to: '', authorIds: null, sort: 'messages' }> = { period: 'all', from: '', to: '', authorIds: null, sort: 'messages' }

const kept = fallback(object({
  period: fallback(picklist(PERIODS), 'all'),
  from: day,
  to: day,
  /** Null for everybody. */
  authorIds: fallback(nullable(array(number())), null),
  sort: fallback(picklist(PERSON_SORTS), 'messages'),
}), EVERYTHING)

/** What the figures are about, as somebody chose it. */
export type InsightsView = InferOutput<typeof kept>

/** The view as it was left, or everything where nothing was kept. A new object every time. */
export function parseInsightsView(value: unknown): InsightsView {
  return { ...parse(kept, value) }
}

/** Whether the figures cover less than everything. */
export function isNarrowed({ period, from, to, authorIds }: InsightsView): boolean {
  const hasPeriod = period === 'days' ? from !== '' || to !== '' : period !== 'all'
  return hasPeriod || (authorIds !== null && authorIds.length > 0)
}

const MONTHS: Partial<Record<InsightsView['period'], number>> = { month: 1, quarter: 3, year: 12 }

/** The span on this device's calendar; a day that cannot be read does not narrow it. A plain object, because it goes to a worker. */
export function toQuestion({ period, from, to, authorIds }: InsightsView, now: Date): Omit<InsightsQuestion, 'now'> {
  const months = MONTHS[period]
  const since = months === undefined ? dayStart(period === 'days' ? from : '', 0) : monthsBefore(now, months)
  const until = period === 'days' ? dayStart(to, 1) : null
  return { since, until: until === null ? null : until - 1, authorIds: authorIds && authorIds.length > 0 ? [...authorIds] : null }
}

function dayStart(text: string, later: number): number | null {
  const [year = NaN, month = NaN, date = NaN] = text.split('-').map(Number)
  const time = new Date(year, month - 1, date + later).getTime()
  return Number.isNaN(time) ? null : time
}
