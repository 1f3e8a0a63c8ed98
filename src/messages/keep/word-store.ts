/** Units of a block: large enough for the browser's own search to be at its best, small enough to be made while pages arrive. */
const BLOCK = 65_536
const BEYOND_LATIN = /[^\0-\xff]/

interface Block {
  text: string
  /** Where each text begins, and the number of each. */
  starts: Uint32Array
  numbers: Uint32Array
}

interface Growing {
  texts: string[]
  numbers: number[]
  units: number
}

export interface WordStore {
  readonly count: number
  /** Bytes of all texts. */
  readonly bytes: number
  /** A text as `foldText` makes it; its number, counted from 0. */
  add(folded: string): number
  /** Sets the mark of every text that has all of these in it to 1: folded words, none of them empty, at least one. */
  mark(words: readonly string[], marks: Uint8Array): void
}

/**
 * Folded texts to be searched: many joined to one string, because the browser searches a long string far faster than many short
 * ones. Texts with letters beyond Latin-1 stand apart: they take two bytes a unit, and would make their neighbours take them too.
 */
export function createWordStore(): WordStore {
  const blocks: Block[] = []
  const growing: readonly [Growing, Growing] = [{ texts: [], numbers: [], units: 0 }, { texts: [], numbers: [], units: 0 }]
  let count = 0
  let bytes = 0

  function close(part: Growing): void {
    if (part.texts.length === 0) return
    const starts = new Uint32Array(part.texts.length)
    let start = 0
    for (const [index, text] of part.texts.entries()) {
      starts[index] = start
      start += text.length + 1
    }
    // no folded text has a line feed
    blocks.push({ text: part.texts.join('\n'), starts, numbers: Uint32Array.from(part.numbers) })
    part.texts = []
    part.numbers = []
    part.units = 0
  }

  return {
    get count() {
      return count
    },
    get bytes() {
      return bytes
    },
    add(folded) {
      const isWide = BEYOND_LATIN.test(folded)
      const part = growing[isWide ? 1 : 0]
      part.texts.push(folded)
      part.numbers.push(count)
      part.units += folded.length + 1
      bytes += folded.length * (isWide ? 2 : 1)
      if (part.units > BLOCK) close(part)
      return count++
    },
    mark(words, marks) {
      growing.forEach(close)
      // the longest is the rarest, as a rule: the others are looked for only where it is
      const [first = '', ...others] = [...words].sort((one, other) => other.length - one.length)
      for (const block of blocks) markIn(block, { first, others, marks })
    },
  }
}

function markIn({ text, starts, numbers }: Block, { first, others, marks }: { first: string, others: readonly string[], marks: Uint8Array }): void {
  let index = 0
  for (let found = text.indexOf(first); found !== -1; found = text.indexOf(first, starts[index])) {
    index = textAt(starts, found, index)
    const own = others.length > 0 ? text.slice(starts[index], starts[index + 1]) : ''
    if (others.every(word => own.includes(word))) marks[numbers[index] ?? 0] = 1
    index += 1
    if (index === starts.length) return
  }
}

/** Which text an offset lies in, not before the text `from`. */
function textAt(starts: Uint32Array, offset: number, from: number): number {
  let low = from
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
