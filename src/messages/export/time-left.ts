import type { HistoryProgress } from '../read/index.ts'
import type { ExportOptions } from './export-plan.ts'

interface Sample {
  at: number
  share: number
}

/** Milliseconds that are looked back: long enough to be steady, short enough to notice a slow portal. */
const WINDOW = 30_000
/** What is measured over less says nothing. */
const SHORTEST = 1_500

/** How much of the reading is done, 0 to 1; null where nobody can say. */
export function shareDone({ read, estimate, dateReached }: HistoryProgress, { since, until }: Pick<ExportOptions, 'since' | 'until'>, now: number): number | null {
  if (estimate !== null && estimate > 0) return Math.min(read / estimate, 1)
  const end = Math.min(until ?? now, now)
  if (since === null || dateReached === null || end <= since) return null
  return Math.min(Math.max((dateReached - since) / (end - since), 0), 1)
}

/** Milliseconds until it will be done at the pace of the last half minute; null while that cannot be said. */
export function createTimeLeft(): (share: number | null, at: number) => number | null {
  let samples: Sample[] = []
  return (share, at) => {
    if (share === null) {
      samples = []
      return null
    }
    samples = [...samples.filter(sample => at - sample.at <= WINDOW), { at, share }]
    const [first] = samples
    if (!first || at - first.at < SHORTEST || share <= first.share) return null
    return (1 - share) * (at - first.at) / (share - first.share)
  }
}
