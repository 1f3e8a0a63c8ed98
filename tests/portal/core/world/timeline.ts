import { fraction, hashText } from './random.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** 1970-01-01 was a Thursday: counted from the Monday before it, weeks begin at multiples of seven. */
const DAYS_FROM_MONDAY = 3

export interface TimelinePlan {
  seed: string
  count: number
  /** Instant of the last message. */
  endAt: number
  /** How many messages a working day has, on average. */
  perWorkday: number
  utcOffsetMinutes: number
}

/** Calendar day that lies `workdays` working days before `day`, both counted from 1970-01-01. */
function workdaysBefore(day: number, workdays: number): number {
  if (workdays === 0) return day
  const week = Math.floor((day + DAYS_FROM_MONDAY) / 7)
  const weekday = (day + DAYS_FROM_MONDAY) % 7
  // Saturday and Sunday count as "after Friday".
  const target = week * 5 + Math.min(weekday, 5) - workdays
  const targetWeek = Math.floor(target / 5)
  return targetWeek * 7 + (target - targetWeek * 5) - DAYS_FROM_MONDAY
}

/**
 * When the message at a position was written: working days, busier before noon and in the afternoon, ending at `endAt`.
 * Never falls from one position to the next. O(1).
 */
export function createTimeline({ seed, count, endAt, perWorkday, utcOffsetMinutes }: TimelinePlan): (position: number) => number {
  const row = hashText(`${seed}:time`)
  const offset = utcOffsetMinutes * 60_000
  const lastDay = Math.floor((endAt + offset) / DAY)
  return (position) => {
    const fromEnd = count - 1 - position
    if (fromEnd <= 0) return endAt
    const workdaysBack = Math.floor(fromEnd / perWorkday)
    const inDay = perWorkday - 1 - (fromEnd % perWorkday)
    const midnight = workdaysBefore(lastDay, workdaysBack) * DAY - offset
    const closes = workdaysBack === 0 ? endAt : midnight + 19 * HOUR
    const opens = workdaysBack === 0 ? Math.min(midnight + 8 * HOUR, endAt - 2 * HOUR) : midnight + 8 * HOUR
    const part = (inDay + 0.05 + 0.9 * fraction(row, position)) / perWorkday
    const busy = part - 0.05 * Math.sin(4 * Math.PI * part)
    return Math.floor((opens + busy * (closes - opens)) / 1000) * 1000
  }
}
