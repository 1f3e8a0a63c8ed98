import { endOfDay, startOfDay } from '../../messages/keep/questions/insights/days.ts'

export type BucketSize = 'day' | 'week' | 'month'

/** Some days next to each other, with what was counted on them. */
export interface Bucket {
  /** Milliseconds since 1970: the first moment of its first day and the last of its last. */
  since: number
  until: number
  /** One for each series that was given. */
  counts: number[]
}

/** A column of this many bars can be told apart in 290 px. */
const MOST_BARS = 70

/** Days as long as they fit, then weeks, then months. */
export function bucketSizeFor(days: number): BucketSize {
  if (days <= MOST_BARS) return 'day'
  return days <= MOST_BARS * 7 ? 'week' : 'month'
}

/**
 * Puts series of days together into weeks or months; none is left out because nothing happened in it. The first and the last end
 * where the series do.
 * @param series counts by day from `firstDay` on, all of one length
 * @param firstWeekday on which weeks begin, 0 for Sunday: a language's own calendar has it
 */
export function toBuckets(firstDay: number, series: readonly Uint32Array[], size: BucketSize, firstWeekday = 1): Bucket[] {
  const length = series[0]?.length ?? 0
  const buckets: Bucket[] = []
  let key = ''
  for (let index = 0; index < length; index += 1) {
    const day = firstDay + index
    const next = keyOf(day, size, firstWeekday)
    const last = buckets.at(-1)
    if (last && next === key) {
      last.until = endOfDay(day)
      series.forEach((counts, line) => { last.counts[line] = (last.counts[line] ?? 0) + (counts[index] ?? 0) })
    } else {
      buckets.push({ since: startOfDay(day), until: endOfDay(day), counts: series.map(counts => counts[index] ?? 0) })
      key = next
    }
  }
  return buckets
}

function keyOf(day: number, size: BucketSize, firstWeekday: number): string {
  if (size === 'day') return String(day)
  // 1 January 1970, day 0, was a Thursday
  if (size === 'week') return String(Math.floor((day + 4 - firstWeekday) / 7))
  return new Date(day * 86_400_000).toISOString().slice(0, 7)
}
