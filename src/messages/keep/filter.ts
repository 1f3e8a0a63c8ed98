import { FLAGS, type ColumnsView } from './columns.ts'
import { countedTest, repliedRows } from './counting.ts'

/** Which messages are meant. What is missing, or null, does not narrow; everything else must hold together. */
export interface ArchiveFilter {
  /** Every word of it is in the message, whatever case and accents. */
  text?: string
  /** People who wrote it; 0 is the portal. */
  authorIds?: readonly number[] | null
  /** Milliseconds since 1970, both part of the span. Messages without a readable date are in no span. */
  since?: number | null
  until?: number | null
  /** Days of the week and hours of the day on this device's clock: 0 is Sunday. */
  weekdays?: readonly number[] | null
  hours?: readonly number[] | null
  hasLink?: boolean | null
  hasFile?: boolean | null
  hasLikes?: boolean | null
  isQuestion?: boolean | null
  /** Somebody else answered it as the messenger knows answers: by replying to this very message. */
  isAnswered?: boolean | null
  isSystem?: boolean | null
  /** Figures are counted from it, see `counting.ts`. */
  isCounted?: boolean | null
  /** Only these: what a figure was counted from. */
  ids?: readonly number[] | null
  order?: 'newest' | 'oldest'
}

/** Ids of the messages that a filter lets through, in its order. */
export function selectIds(view: ColumnsView, filter: ArchiveFilter): Float64Array {
  const rows = selectRows(view, filter)
  const ids = new Float64Array(rows.length)
  const last = rows.length - 1
  const isOldestFirst = filter.order === 'oldest'
  for (let index = 0; index <= last; index += 1) ids[index] = view.ids[rows[isOldestFirst ? index : last - index] ?? 0] ?? 0
  return ids
}

/** Rows that a filter lets through, oldest first. */
export function selectRows(view: ColumnsView, filter: ArchiveFilter): Uint32Array {
  const marks = view.markWords(filter.text ?? '')
  keep(marks, authorTest(view, filter.authorIds))
  keep(marks, timeTest(view, filter))
  keep(marks, flagTest(view, filter))
  keep(marks, countTest(view, filter.isCounted))
  keep(marks, answeredTest(view, filter.isAnswered))
  keep(marks, likesTest(view, filter.hasLikes))
  keep(marks, idTest(view, filter.ids))
  const rows = new Uint32Array(marks.length)
  let count = 0
  for (let row = 0; row < marks.length; row += 1) {
    if (marks[row] === 1) rows[count++] = row
  }
  return rows.slice(0, count)
}

type RowTest = (row: number) => boolean

function keep(marks: Uint8Array, test: RowTest | null): void {
  if (!test) return
  for (let row = 0; row < marks.length; row += 1) {
    if (marks[row] === 1 && !test(row)) marks[row] = 0
  }
}

function authorTest({ authors, authorIds }: ColumnsView, wanted: ArchiveFilter['authorIds']): RowTest | null {
  if (!wanted) return null
  const people = new Set(wanted)
  const isWanted = authorIds.map(id => people.has(id))
  return row => isWanted[authors[row] ?? -1] === true
}

function timeTest({ times }: ColumnsView, { since, until, weekdays, hours }: ArchiveFilter): RowTest | null {
  if (since == null && until == null && !weekdays && !hours) return null
  const [from, to] = [since ?? -Infinity, until ?? Infinity]
  const clock = new Date(0)
  return (row) => {
    const time = times[row] ?? NaN
    if (!(time >= from && time <= to)) return false
    if (!weekdays && !hours) return true
    clock.setTime(time)
    return (!weekdays || weekdays.includes(clock.getDay())) && (!hours || hours.includes(clock.getHours()))
  }
}

function flagTest({ flags }: ColumnsView, filter: ArchiveFilter): RowTest | null {
  let mask = 0
  let wanted = 0
  for (const name of ['hasLink', 'hasFile', 'isQuestion', 'isSystem'] as const) {
    if (filter[name] == null) continue
    mask |= FLAGS[name]
    if (filter[name]) wanted |= FLAGS[name]
  }
  return mask === 0 ? null : row => ((flags[row] ?? 0) & mask) === wanted
}

function countTest(view: ColumnsView, wanted: ArchiveFilter['isCounted']): RowTest | null {
  if (wanted == null) return null
  const isCounted = countedTest(view)
  return row => isCounted(row) === wanted
}

function answeredTest(view: ColumnsView, wanted: ArchiveFilter['isAnswered']): RowTest | null {
  if (wanted == null) return null
  const answered = repliedRows(view)
  return row => (answered[row] === 1) === wanted
}

function likesTest(view: ColumnsView, wanted: ArchiveFilter['hasLikes']): RowTest | null {
  return wanted == null ? null : row => (view.likedByOf(row).length > 0) === wanted
}

function idTest(view: ColumnsView, wanted: ArchiveFilter['ids']): RowTest | null {
  if (!wanted) return null
  const isWanted = new Uint8Array(view.count)
  for (const id of wanted) {
    const row = view.rowOf(id)
    if (row >= 0) isWanted[row] = 1
  }
  return row => isWanted[row] === 1
}
