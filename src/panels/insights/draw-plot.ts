import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

interface PlotOptions extends PlotContent {
  formatNumber: (value: number) => string
  /** Index of what is under the pointer; null for none. */
  onPoint: (index: number | null) => void
}

export interface Plot {
  /** Draws other counts in the same place; false where they need another plot: lines for bars, other colours. */
  update(content: PlotContent): boolean
  resize(width: number): void
  destroy(): void
}

const HEIGHT = 150
/** Pixels that a label of the lower axis needs. */
const LABEL = 64
const COUNTS = [1, 2, 5].flatMap(step => [1, 10, 100, 1_000, 10_000, 100_000].map(power => step * power)).sort((one, other) => one - other)

/**
 * Draws counts on a canvas, in the colours that the page has at this moment.
 * @throws Error where there is no canvas
 */
export function drawPlot(host: HTMLElement, { formatNumber, onPoint, ...first }: PlotOptions): Plot {
  let content: PlotContent = first
  const { series, shape } = first
  // a browser that guards against fingerprints may have none
  if (!document.createElement('canvas').getContext('2d')) throw new Error('There is no canvas.')
  const style = getComputedStyle(host)
  // the canvas goes from left to right, and time the way that is read
  const isMirrored = document.documentElement.dir === 'rtl'
  const lastLabel = LABEL / 3
  const grid = style.getPropertyValue('--plot-grid').trim()
  const font = `11px ${style.fontFamily}`
  const axis = { stroke: style.color, font, ticks: { show: false } }
  const bars = uPlot.paths.bars?.({ size: [0.8, 48] })
  const options: uPlot.Options = {
    width: host.clientWidth,
    height: HEIGHT,
    // half of the last label is beyond the last point
    padding: isMirrored ? [8, 0, 0, lastLabel] : [8, lastLabel, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: shape === 'lines' } },
    scales: {
      x: { time: false, dir: isMirrored ? -1 : 1, range: () => [-0.5, Math.max(1, content.labels.length) - 0.5] },
      y: { range: (_plot, _least, most) => [0, Math.max(1, most) * 1.05] },
    },
    axes: [
      { ...axis, size: 22, gap: 4, grid: { show: false }, splits: plot => splitsOf(content.labels.length, plot.width), values: (_plot, indexes) => indexes.map(index => content.labels[index] ?? '') },
      {
        ...axis, side: isMirrored ? 1 : 3, size: widthOf, gap: 4, grid: { stroke: grid, width: 1 }, incrs: COUNTS, space: 28,
        values: (_plot, counts) => counts.map(formatNumber),
      },
    ],
    series: [{}, ...series.map(({ dash, color }): uPlot.Series => {
      const paint = style.getPropertyValue(color).trim()
      if (shape === 'bars' && bars) return { fill: paint, paths: bars, points: { show: false } }
      // a single point makes no line
      return { stroke: paint, width: 2, dash: [...dash], points: { show: () => content.labels.length < 3, size: 6, fill: paint } }
    })],
    hooks: { setCursor: [plot => onPoint(plot.cursor.idx ?? null)] },
  }
  const plot = new uPlot(options, dataOf(first), host)
  return {
    update(next) {
      if (looksOf(next) !== looksOf(content)) return false
      content = next
      plot.setData(dataOf(next))
      return true
    },
    resize: width => plot.setSize({ width, height: HEIGHT }),
    destroy: () => plot.destroy(),
  }
}

function dataOf({ labels, series }: PlotContent): uPlot.AlignedData {
  return [labels.map((_label, index) => index), ...series.map(({ counts }) => [...counts])]
}

/** What a plot is made for, and cannot be changed in it. */
function looksOf({ shape, series }: PlotContent): string {
  return JSON.stringify([shape, series.map(({ dash, color }) => [dash, color])])
}

/** The points whose labels fit beside each other. */
function splitsOf(count: number, width: number): number[] {
  const step = Math.max(1, Math.ceil(count * LABEL / Math.max(LABEL, width)))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}

/** The width of the longest count. */
function widthOf(_plot: uPlot, counts: string[] | null): number {
  return Math.max(1, ...(counts ?? []).map(({ length }) => length)) * 7 + 10
}

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
