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
  figureOf(index: number, counted: Counted): Figure | null
  countOf(index: number, counted: Counted): number
}

/** The days of all figures, put together so far that they can be told apart in a plot. */
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
