import { FLAGS, type ColumnsView } from '../../columns.ts'
import { leftOut, rowsAsked, type LeftOut, type InsightsQuestion } from './asked.ts'
import { dayNumber } from './days.ts'

/** How many messages there were, and when; by this device's calendar and clock. */
export interface Activity {
  messages: number
  /** People who wrote any of them. */
  authors: number
  /** Number of the first day in the series, see `days.ts`; 0 when there is none. */
  firstDay: number
  /** Messages, those with links, those with files and reactions to them, for each day from the first to the last with a message. */
  days: Uint32Array
  linkDays: Uint32Array
  fileDays: Uint32Array
  reactionDays: Uint32Array
  /** Messages by weekday and hour: Sunday's 24 hours first. */
  hours: Uint32Array
  links: number
  files: number
  reactions: number
  /** Numbers of the days with the most messages, busiest first. */
  busiestDays: number[]
  leftOut: LeftOut
}

const BUSIEST = 5

export function activity(view: ColumnsView, question: InsightsQuestion): Activity {
  const rows = rowsAsked(view, question)
  const clock = new Date(0)
  const dayOf = (row: number) => {
    clock.setTime(view.times[row] ?? 0)
    return dayNumber(clock)
  }
  const [firstDay, lastDay] = rangeOf(rows, dayOf)
  const length = rows.length === 0 ? 0 : lastDay - firstDay + 1
  const days = new Uint32Array(length)
  const linkDays = new Uint32Array(length)
  const fileDays = new Uint32Array(length)
  const reactionDays = new Uint32Array(length)
  const hours = new Uint32Array(7 * 24)
  const authors = new Set<number>()
  for (const row of rows) {
    const day = dayOf(row) - firstDay
    const slot = clock.getDay() * 24 + clock.getHours()
    const flags = view.flags[row] ?? 0
    const reactions = view.likedByOf(row).length
    authors.add(view.authors[row] ?? 0)
    increase(days, day, 1)
    increase(hours, slot, 1)
    if ((flags & FLAGS.hasLink) !== 0) increase(linkDays, day, 1)
    if ((flags & FLAGS.hasFile) !== 0) increase(fileDays, day, 1)
    if (reactions > 0) increase(reactionDays, day, reactions)
  }
  return {
    messages: rows.length, authors: authors.size, firstDay: rows.length === 0 ? 0 : firstDay, days, linkDays, fileDays, reactionDays, hours,
    links: sum(linkDays), files: sum(fileDays), reactions: sum(reactionDays), busiestDays: busiest(days, firstDay),
    leftOut: leftOut(view, question),
  }
}

function rangeOf(rows: Uint32Array, dayOf: (row: number) => number): [number, number] {
  let first = Infinity
  let last = -Infinity
  // the order of ids is nearly that of dates: what was brought over from another messenger may be older
  for (const row of rows) {
    const day = dayOf(row)
    if (day < first) first = day
    if (day > last) last = day
  }
  return [first, last]
}

function increase(counts: Uint32Array, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by
}

function sum(counts: Uint32Array): number {
  return counts.reduce((total, count) => total + count, 0)
}

function busiest(days: Uint32Array, firstDay: number): number[] {
  return Array.from(days.keys())
    .filter(day => (days[day] ?? 0) > 0)
    .sort((one, other) => (days[other] ?? 0) - (days[one] ?? 0) || one - other)
    .slice(0, BUSIEST)
    .map(day => day + firstDay)
}
