import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../texts/texts.ts'
import { bucketSizeFor, toBuckets, type Bucket, type BucketSize } from './buckets.ts'
import { COUNTED, countedAs, type Counted, type Figure } from './figures.ts'
import type { Figures } from './use-figures.ts'
import { useInsightsFormats, weekOrder } from './use-insights-formats.ts'

interface Buckets {
  buckets: Bucket[]
  size: BucketSize
  /** Of each, in words. */
  spans: string[]
  /** The same where there is little room. */
  labels: string[]
  /** The messages that make one count of one bucket; null of none. */
  figureOf(place: number, counted: Counted): Figure | null
  countOf(place: number, counted: Counted): number
}

/** The days of all figures, put together so far that they can be told apart in a plot. */
export function useBuckets(figures: () => Figures): ComputedRef<Buckets> {
  const { t } = useTexts()
  const formats = useInsightsFormats()
  const places = Object.keys(COUNTED)
  return computed(() => {
    const { question, activity: { firstDay, days, linkDays, fileDays, reactionDays } } = figures()
    const size = bucketSizeFor(days.length)
    const buckets = toBuckets(firstDay, [days, linkDays, fileDays, reactionDays], size, weekOrder(document.documentElement.lang || 'en')[0])
    const spans = buckets.map(bucket => formats.value.span(bucket, size))
    const countOf = (place: number, counted: Counted) => buckets[place]?.counts[places.indexOf(counted)] ?? 0
    return {
      buckets, size, spans, countOf,
      labels: buckets.map(bucket => formats.value.shortSpan(bucket, size)),
      figureOf(place, counted) {
        const bucket = buckets[place]
        if (!bucket || countOf(place, counted) === 0) return null
        return { title: t(`panels.insights.list-${counted}-when`, { when: spans[place] ?? '' }), source: countedAs(question, counted, bucket) }
      },
    }
  })
}
