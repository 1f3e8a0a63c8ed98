import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../../texts/texts.ts'

/** Rows that would push others away or change places with them, until somebody wants to see them. */
export interface WaitingRows<Row> {
  /** All rows as they are now. */
  rows: readonly Row[]
  /** How many of them are new; 0 where rows only went, or changed places. */
  count: number
}

export interface HeldRows<Row> {
  rows: readonly Row[]
  waiting: WaitingRows<Row> | null
}

interface HoldOptions<Row> {
  shown: readonly Row[]
  next: readonly Row[]
  keyOf: (row: Row) => string | number
  /** A row that stays in its place, as it is now; null where it is among the others no longer. */
  inPlace?: (shown: Row, now: Row | null) => Row
}

/**
 * What a list shows when rows come that nobody asked for: those that are there say what is true now and stay where they are, and what comes
 * behind them is added. Everything else waits.
 */
export function holdRows<Row>({ shown, next, keyOf, inPlace = (row, now) => now ?? row }: HoldOptions<Row>): HeldRows<Row> {
  const shownKeys = new Set(shown.map(keyOf))
  if (shown.length === 0) return { rows: next, waiting: null }
  const last = next.reduce((last, row, index) => shownKeys.has(keyOf(row)) ? index : last, -1)
  const above = next.slice(0, last + 1)
  const isUnmoved = above.length === shown.length && above.every((row, index) => shown[index] !== undefined && keyOf(shown[index]) === keyOf(row))
  const now = new Map(next.map(row => [keyOf(row), row]))
  return {
    rows: [...shown.map(row => inPlace(row, now.get(keyOf(row)) ?? null)), ...next.slice(last + 1)],
    waiting: isUnmoved ? null : { rows: next, count: above.filter(row => !shownKeys.has(keyOf(row))).length },
  }
}

/** What waits to be shown, in words; `''` for nothing. */
export function useNewText(waiting: () => WaitingRows<unknown> | null): ComputedRef<string> {
  const { t, plural } = useTexts()
  return computed(() => {
    const rows = waiting()
    if (!rows) return ''
    return rows.count > 0 ? plural('parts.archive.new-rows', rows.count) : t('parts.archive.moved-rows')
  })
}
