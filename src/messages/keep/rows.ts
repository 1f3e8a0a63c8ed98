/** The columns that every message has a place in. */
const COLUMNS = {
  ids: Float64Array,
  /** Index of the author. */
  authors: Uint32Array,
  /** Milliseconds since 1970; NaN where the portal's date could not be read. */
  times: Float64Array,
  flags: Uint8Array,
  /** Id of the message that this one answers; 0 for none. */
  replies: Float64Array,
  /** Number of its text. */
  texts: Uint32Array,
  /** Where its files, likes, links and attachments stand; 0 for none of either. */
  lists: Uint32Array,
} as const

type ColumnName = keyof typeof COLUMNS
export type ColumnSet = { readonly [Name in ColumnName]: InstanceType<typeof COLUMNS[Name]> }
export type Row = Record<ColumnName, number>

const NAMES = Object.keys(COLUMNS) as ColumnName[] // the keys of a constant
/** Bytes of one message in all columns. */
export const ROW_BYTES = NAMES.reduce((sum, name) => sum + COLUMNS[name].BYTES_PER_ELEMENT, 0)

export interface Rows {
  readonly count: number
  /** The columns as they are now, oldest first; made anew after every change. */
  readonly view: ColumnSet
  readonly bytes: number
  /** Position of the first id that is not smaller. */
  lowerBound(id: number): number
  set(position: number, row: Row): void
  /** New rows, ids strictly ascending and none of them there. */
  insert(rows: readonly Row[]): void
  remove(position: number): void
}

function createColumns(size: number): ColumnSet {
  return {
    ids: new Float64Array(size), authors: new Uint32Array(size), times: new Float64Array(size), flags: new Uint8Array(size),
    replies: new Float64Array(size), texts: new Uint32Array(size), lists: new Uint32Array(size),
  }
}

/**
 * Rows in the order of their ids, with room at both ends: a conversation is read backwards from its newest message, and goes on at
 * the other end.
 */
export function createRows(): Rows {
  let columns = createColumns(0)
  let start = 0
  let end = 0
  let view: ColumnSet | null = null

  function lowerBound(id: number): number {
    let low = start
    let high = end
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((columns.ids[middle] ?? 0) < id) low = middle + 1
      else high = middle
    }
    return low - start
  }

  /** Makes room for so many rows before the first and behind the last; what grows gets half as much again. */
  function makeRoom(before: number, behind: number): void {
    if (start >= before && columns.ids.length - end >= behind) return
    const count = end - start
    const spare = Math.max(256, (count + before + behind) >>> 1)
    const newStart = before > 0 ? before + spare : 0
    const grown = createColumns(newStart + count + (behind > 0 ? behind + spare : 0))
    for (const name of NAMES) grown[name].set(columns[name].subarray(start, end), newStart)
    columns = grown
    start = newStart
    end = newStart + count
  }

  function write(index: number, row: Row): void {
    for (const name of NAMES) columns[name][index] = row[name]
  }

  /** Among the others: from the newest down, everything behind it moves once. */
  function merge(rows: readonly Row[]): void {
    makeRoom(0, rows.length)
    let moved = end
    for (let left = rows.length; left > 0; left -= 1) {
      const row = rows[left - 1]
      if (!row) continue
      const index = start + lowerBoundUntil(row.ids, moved)
      for (const name of NAMES) columns[name].copyWithin(index + left, index, moved)
      write(index + left - 1, row)
      moved = index
    }
    end += rows.length
  }

  function lowerBoundUntil(id: number, until: number): number {
    const all = end
    end = until
    const position = lowerBound(id)
    end = all
    return position
  }

  return {
    get count() {
      return end - start
    },
    get view() {
      return view ??= {
        ids: columns.ids.subarray(start, end), authors: columns.authors.subarray(start, end), times: columns.times.subarray(start, end),
        flags: columns.flags.subarray(start, end), replies: columns.replies.subarray(start, end), texts: columns.texts.subarray(start, end),
        lists: columns.lists.subarray(start, end),
      }
    },
    get bytes() {
      return columns.ids.length * ROW_BYTES
    },
    lowerBound,
    set(position, row) {
      write(start + position, row)
    },
    remove(position) {
      view = null
      for (const name of NAMES) columns[name].copyWithin(start + position, start + position + 1, end)
      end -= 1
    },
    insert(rows) {
      view = null
      const older = rows.filter(({ ids }) => end > start && ids < (columns.ids[start] ?? 0))
      const newer = rows.filter(({ ids }) => end === start || ids > (columns.ids[end - 1] ?? 0))
      const among = rows.slice(older.length, rows.length - newer.length)
      if (among.length > 0) merge(among)
      makeRoom(older.length, newer.length)
      older.forEach((row, index) => write(start - older.length + index, row))
      newer.forEach((row, index) => write(end + index, row))
      start -= older.length
      end += newer.length
    },
  }
}
