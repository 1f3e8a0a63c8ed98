import type { Figure } from './figures.ts'

export interface TableCell {
  text: string
  /** Its messages; null where there are none. */
  figure: Figure | null
}

/** A line of the table behind a plot. */
export interface TableRow {
  key: string | number
  head: string
  cells: readonly TableCell[]
}

/** What is copied: heads and figures as they are read. */
export function tableLines(columns: readonly string[], rows: readonly TableRow[]): string[][] {
  return [[...columns], ...rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)])]
}
