interface Shape {
  columns: number
  /** Its first column is at the right, as on a page in Arabic. */
  isRightToLeft: boolean
}

interface Grid extends Shape {
  /** Place of what has the focus, from 0. */
  index: number
  count: number
}

/** Where a key leads in a grid that is read row by row; the same place at its edges, null for a key that moves nothing. */
export function moveInGrid(key: string, { index, count, columns, isRightToLeft }: Grid): number | null {
  const right = isRightToLeft ? -1 : 1
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: index + right,
    ArrowLeft: index - right,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  }
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined
  if (target === undefined) return null
  return target >= 0 && target < count ? target : index
}

/** What the browser made of a CSS grid. */
export function shapeOf(grid: Element): Shape {
  const { gridTemplateColumns, direction } = getComputedStyle(grid)
  return { columns: gridTemplateColumns.split(' ').length, isRightToLeft: direction === 'rtl' }
}
