import { endOfDay, startOfDay } from '../../messages/keep/questions/insights/days.ts'
import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../texts/texts.ts'
import { COUNTED, type Counted, countedAs, type Figure } from './figures.ts'
import type { Figures } from './use-figures.ts'
import { useInsightsFormats, weekOrder } from './use-insights-formats.ts'

export type BucketSize = 'day' | 'week' | 'month'

/** Some days next to each other, with what was counted on them. */
export interface Bucket {
  /** Milliseconds since 1970: the first moment of its first day and the last of its last. */
  since: number
  until: number
  /** One for each series that was given. */
  counts: number[]
}

/** This many bars can be told apart in 290 px. */
const MOST_BARS = 70

/** Days while they fit, then weeks, then months. */
export function bucketSizeFor(days: number): BucketSize {
  if (days <= MOST_BARS) return 'day'
  return days <= MOST_BARS * 7 ? 'week' : 'month'
}

/**
 * Joins series of days into weeks or months, those without any count too. The first begins and the last ends where the series do.
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

interface Buckets {
  buckets: Bucket[]
  size: BucketSize
  /** Of each, in words. */
  spans: string[]
  /** The same where there is little room. */
  labels: string[]
  /** The messages of one count of one bucket; null where there are none. */
  figureOf(index: number, counted: Counted): Figure | null
  countOf(index: number, counted: Counted): number
}

/** The days of all figures, joined so that their bars can be told apart in a plot. */
export function useBuckets(figures: () => Figures): ComputedRef<Buckets> {
  const { t, tag } = useTexts()
  const formats = useInsightsFormats()
  const columns = Object.keys(COUNTED)
  return computed(() => {
    const { question, activity: { firstDay, days, linkDays, fileDays, reactionDays } } = figures()
    const size = bucketSizeFor(days.length)
    const buckets = toBuckets(firstDay, [days, linkDays, fileDays, reactionDays], size, weekOrder(tag.value)[0])
    const spans = buckets.map(bucket => formats.value.span(bucket, size))
    const countOf = (index: number, counted: Counted) => buckets[index]?.counts[columns.indexOf(counted)] ?? 0
    return {
      buckets, size, spans, countOf,
      labels: buckets.map(bucket => formats.value.shortSpan(bucket, size)),
      figureOf(index, counted) {
        const bucket = buckets[index]
        if (!bucket || countOf(index, counted) === 0) return null
        return { title: t(`panels.insights.list-${counted}-when`, { when: spans[index] ?? '' }), source: countedAs(question, counted, bucket) }
      },
    }
  })
}
