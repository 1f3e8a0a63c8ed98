/** How big a mark is that stands for a count: 0 for nothing, then 1 to 4 by its share of the largest, so that little does not vanish. */
export function levelOf(count: number, largest: number): 0 | 1 | 2 | 3 | 4 {
  if (count <= 0 || largest <= 0) return 0
  const share = Math.sqrt(count / largest)
  if (share > 0.75) return 4
  if (share > 0.5) return 3
  return share > 0.25 ? 2 : 1
}
