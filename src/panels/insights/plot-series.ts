/** What a plot draws: counts that stand side by side, told apart by more than their colour. */
export interface PlotSeries {
  name: string
  counts: readonly number[]
  /** Dashes and gaps of its line, pixels; empty for a line without gaps. */
  dash: readonly number[]
  /** Custom property that holds its colour. */
  color: string
}

export interface PlotContent {
  /** One short label for each point. */
  labels: readonly string[]
  series: readonly PlotSeries[]
  shape: 'bars' | 'lines'
}
