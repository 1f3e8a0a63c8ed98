export type Trend = 'rising' | 'falling' | 'steady'

/** Where the weight of a series lies: in its later half, in its earlier one, or, within a fifth of all, in neither. */
export function trendOf(counts: readonly number[]): Trend {
  const half = Math.floor(counts.length / 2)
  const sum = (part: readonly number[]) => part.reduce((total, count) => total + count, 0)
  const difference = sum(counts.slice(-half)) - sum(counts.slice(0, half))
  if (Math.abs(difference) * 5 <= sum(counts)) return 'steady'
  return difference > 0 ? 'rising' : 'falling'
}
