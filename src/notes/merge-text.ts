/** Joins what two people made of the same text, word by word. */

/** A part of the base, `from` inclusive, `to` exclusive, that one of them has replaced. */
interface Hunk {
  from: number
  to: number
  words: readonly string[]
}

/** Null where both changed the same words, or words that touch: somebody has to choose. */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const words = toWords(base)
  const hunks = [...hunksBetween(words, toWords(mine)), ...hunksBetween(words, toWords(theirs))]
    .sort((one, other) => one.from - other.from || one.to - other.to)
  const merged: string[] = []
  let at = 0
  let last: Hunk | null = null
  for (const hunk of hunks) {
    if (last && isSame(last, hunk)) continue
    if (last && hunk.from <= last.to) return null
    merged.push(...words.slice(at, hunk.from), ...hunk.words)
    at = hunk.to
    last = hunk
  }
  return [...merged, ...words.slice(at)].join('')
}

/** Words, blanks between them, and every other sign by itself. */
function toWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
}

function isSame(one: Hunk, other: Hunk): boolean {
  return one.from === other.from && one.to === other.to && one.words.join('') === other.words.join('')
}

/** By the longest common subsequence of what is neither a common beginning nor a common end. */
function hunksBetween(base: readonly string[], next: readonly string[]): Hunk[] {
  let start = 0
  while (start < base.length && start < next.length && base[start] === next[start]) start += 1
  let end = 0
  while (end < base.length - start && end < next.length - start && base[base.length - 1 - end] === next[next.length - 1 - end]) end += 1
  const [old, fresh] = [base.slice(start, base.length - end), next.slice(start, next.length - end)]
  const width = fresh.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const common = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = old[row] === fresh[column] ? common(row + 1, column + 1) + 1 : Math.max(common(row + 1, column), common(row, column + 1))
    }
  }
  const hunks: Hunk[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < fresh.length) {
    const [from, first] = [row, column]
    while ((row < old.length || column < fresh.length) && !(row < old.length && column < fresh.length && old[row] === fresh[column])) {
      if (column >= fresh.length || (row < old.length && common(row + 1, column) >= common(row, column + 1))) row += 1
      else column += 1
    }
    if (row > from || column > first) hunks.push({ from: start + from, to: start + row, words: fresh.slice(first, column) })
    while (row < old.length && column < fresh.length && old[row] === fresh[column]) {
      row += 1
      column += 1
    }
  }
  return hunks
}
