interface Grid {
  /** Place of what has the focus, from 0. */
  index: number
  count: number
  columns: number
}

/** Where a key leads in a grid that is read row by row; the same place at its edges, null for a key that moves nothing. */
export function moveInGrid(key: string, { index, count, columns }: Grid): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  }
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined
  if (target === undefined) return null
  return target >= 0 && target < count ? target : index
}

/** How many columns the browser made of a CSS grid. */
export function columnsOf(grid: Element): number {
  return getComputedStyle(grid).gridTemplateColumns.split(' ').length
}
