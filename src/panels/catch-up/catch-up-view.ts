import { fallback, object, parse, picklist, pipe, regex, string } from 'valibot'
import type { Look } from '../../chat/own-marks.ts'
import type { Since } from '../../messages/catch-up/read-missed.ts'
import { toTime } from '../../ui/field-value.ts'

export const PERIODS = ['read', 'here', 'today', 'week', 'date'] as const
export type Period = typeof PERIODS[number]

/** From where on messages are looked at. */
export interface CatchUpView {
  period: Period
  /** A day of this device's calendar, `YYYY-MM-DD`; `''` for none. */
  day: string
}

const keptView = fallback(object({
  period: fallback(picklist(PERIODS), 'read'),
  day: fallback(pipe(string(), regex(/^\d{4}-\d\d-\d\d$/)), ''),
}), { period: 'read', day: '' })

export function parseCatchUpView(kept: unknown): CatchUpView {
  return parse(keptView, kept)
}

const DAYS_OF_WEEK = 7

function dayBegins(daysAgo: number, now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime()
}

/** Null while a day has to be chosen first; whoever was never here before begins with what is unread. */
export function toSince({ period, day }: CatchUpView, { before, now = new Date() }: { before: Look | null, now?: Date }): Since | null {
  switch (period) {
    case 'read': return { kind: 'read' }
    case 'here': return before ? { kind: 'message', id: before.messageId } : { kind: 'read' }
    case 'today': return { kind: 'date', date: dayBegins(0, now) }
    case 'week': return { kind: 'date', date: dayBegins(DAYS_OF_WEEK, now) }
    case 'date': {
      const date = toTime(day)
      return date === null ? null : { kind: 'date', date }
    }
  }
}
