import type { Message, MessageFile, MessagePage } from '../message.ts'
import { createColumns, type ArchiveColumns } from './columns.ts'
import type { ArchiveDisk } from './disk.ts'
import { selectIds } from './filter.ts'
import { goneMessage, splitGone } from './block.ts'
import { createLatestWord } from './latest-word.ts'
import { NEIGHBOURS, NOTHING_READ, type ArchiveEnd, type ArchiveMethod, type ArchiveMethods, type ArchiveStatus, type Stretch, type StretchPage } from './protocol.ts'
import { QUESTIONS } from './questions/index.ts'
import type { NamedPerson } from '../../people/person.ts'

export type ArchiveService = { [Method in ArchiveMethod]: (params: ArchiveMethods[Method]['params']) => Promise<ArchiveMethods[Method]['value']> }

/** Messages at the newest end of which a beat may tell: twice the last page. */
const RECENT = 100

/** What the worker does, without the worker: one chat in columns, and on disk where that is wanted. */
export function createArchiveService(disk: ArchiveDisk): ArchiveService {
  let columns = createColumns()
  let mark = NOTHING_READ
  let version = 0
  let latest = createLatestWord()
  /** The newest message that was read, whether or not it is still there: there is no hole before it. */
  let through = 0

  function takeKept(kept: MessagePage): void {
    const { page, gone } = splitGone(kept)
    columns.append(page)
    columns.remove(gone)
    for (const { id } of kept.messages) through = Math.max(through, id)
  }

  /** Those of which a beat may tell at the same time: the newest, and what is new. */
  function remember(messages: readonly Message[], readAt: number): void {
    const { ids, count } = columns.view
    const oldest = Math.min(ids[Math.max(0, count - RECENT)] ?? 0, through + 1)
    for (const message of messages) if (message.id >= oldest) latest.hear(message.id, message, readAt)
  }

  function status(): ArchiveStatus {
    const { count, ids } = columns.view
    return {
      version,
      messages: count,
      oldest: endOf(columns, ids.subarray(0, NEIGHBOURS)),
      newest: endOf(columns, ids.slice(Math.max(0, count - NEIGHBOURS)).reverse()),
      isFull: columns.isFull,
      mark,
      bytes: columns.bytes,
      disk: disk.state(),
    }
  }

  return {
    async open(key) {
      const begin = () => {
        columns = createColumns()
        through = 0
      }
      begin()
      mark = NOTHING_READ
      version += 1
      latest = createLatestWord()
      const kept = await disk.open(key, takeKept, begin)
      // pages before a broken one have been taken in
      if (kept) mark = kept
      else begin()
      // a full one does not have all that is kept
      if (kept && !columns.isFull) await disk.tidy(() => pagesOf(columns))
      return status()
    },

    async append({ page: read, mark: newMark, readAt }) {
      const page = { ...read, messages: latest.settle(read.messages, readAt) }
      columns.append(page)
      remember(page.messages, readAt)
      if (!columns.isFull) for (const { id } of read.messages) through = Math.max(through, id)
      mark = newMark
      version += page.messages.length > 0 ? 1 : 0
      await disk.add(page, mark)
      return status()
    },

    async follow({ after, added, isGap, changed, deleted, end, readAt }) {
      const isJoined = !isGap && after <= through
      const shells = new Set(changed.messages.map(({ id }) => id))
      const missing = end ? heldBehind(columns, end.behind).filter(id => !end.ids.includes(id)) : []
      const gone = [...new Set([...deleted, ...missing])].filter(id => !shells.has(id) && latest.hear(id, null, readAt))
      if (end) latest.hearEnd(end, readAt)
      const told = [...added.messages, ...changed.messages, ...end?.page.messages ?? []]
      for (const message of told) latest.hear(message.id, message, readAt)
      // what lies before the end and is not here was gone when the end was read
      const isMeant = ({ id }: Message) => columns.view.rowOf(id) >= 0 || (isJoined && id > through)
      const known = new Map(latest.settle(told, readAt).map(message => [message.id, message]))
      const messages = [...known.values()].filter(message => isMeant(message) && !columns.has(message))
      const page = namedBy(messages, added, changed, ...(end ? [end.page] : []))
      columns.append(page)
      const kept = gone.filter(id => columns.view.rowOf(id) >= 0)
      columns.remove(kept)
      if (isJoined && !columns.isFull) for (const { id } of added.messages) through = Math.max(through, id)
      if (messages.length + kept.length > 0) {
        version += 1
        await disk.add({ ...page, messages: [...messages, ...kept.map(goneMessage)] }, mark)
      }
      return { status: status(), isJoined }
    },

    async filter(filter) {
      return selectIds(columns.view, filter)
    },

    async messages({ ids }) {
      return pageOf(columns, ids)
    },

    async stretch(wanted) {
      return stretchOf(columns, wanted)
    },

    async ask({ question, params }) {
      // the type says that name and parameters belong together, which a table's lookup cannot follow
      const answer = QUESTIONS[question] as (view: typeof columns.view, params: unknown) => ArchiveMethods['ask']['value']
      return answer(columns.view, params)
    },

    async keep(secret) {
      await disk.keep(secret, () => pagesOf(columns), mark)
      return status()
    },

    async forget() {
      await disk.forget()
      return status()
    },

    async clear() {
      await disk.clear()
      return status()
    },
  }
}

function endOf({ view }: ArchiveColumns, ids: Float64Array): ArchiveEnd | null {
  if (ids.length === 0) return null
  const times = Array.from(ids, id => view.times[view.rowOf(id)] ?? NaN)
  return { ids: [...ids], at: times.find(time => !Number.isNaN(time)) ?? null }
}

function heldBehind({ view: { ids, count, lowerBound } }: ArchiveColumns, id: number): number[] {
  return [...ids.subarray(lowerBound(id + 1), count)]
}

/** Some messages with whom and what they name, as pages describe it. */
function namedBy(messages: readonly Message[], ...pages: readonly MessagePage[]): MessagePage {
  const fileIds = new Set(messages.flatMap(message => message.fileIds))
  return { messages, people: pages.flatMap(({ people }) => people), files: pages.flatMap(({ files }) => files).filter(({ id }) => fileIds.has(id)) }
}

/** Messages with whom and what they name. */
function pageOf(columns: ArchiveColumns, ids: Iterable<number>): MessagePage {
  const { view } = columns
  const messages = [...ids].map(view.rowOf).filter(row => row >= 0).map(columns.messageOf)
  const people = new Map<number, NamedPerson>()
  const files = new Map<number, MessageFile>()
  for (const { authorId, forwardedFrom, likedBy, fileIds } of messages) {
    for (const id of [authorId, forwardedFrom ?? 0, ...likedBy]) {
      const person = view.people.get(id)
      if (person) people.set(id, person)
    }
    for (const id of fileIds) {
      const file = view.files.get(id)
      if (file) files.set(id, file)
    }
  }
  return { messages, people: [...people.values()], files: [...files.values()] }
}

/** Messages in one page of a stretch: copying them is one task of the page. */
const STRETCH_PAGE = 500

/** What is held has no holes: a stretch whose ends lie in it is here. */
function stretchOf(columns: ArchiveColumns, { fromId, throughId, since, until }: Stretch): StretchPage | null {
  const { ids, times, rowOf, lowerBound } = columns.view
  const last = rowOf(throughId)
  if (last < 0 || (ids[0] ?? Infinity) > fromId) return null
  const wanted: number[] = []
  let row = lowerBound(fromId)
  for (; row <= last && wanted.length < STRETCH_PAGE; row += 1) {
    const time = times[row] ?? NaN
    // one without a date is of every date
    if (time < (since ?? -Infinity) || time >= (until ?? Infinity)) continue
    wanted.push(ids[row] ?? 0)
  }
  return {
    page: pageOf(columns, wanted),
    end: [...ids.subarray(Math.max(0, row - NEIGHBOURS), row)].reverse(),
    nextId: row <= last ? ids[row] ?? null : null,
  }
}

/** Messages in one page of `pagesOf`. */
const PAGE = 2_500

/** Everything, oldest first, some at a time. */
function* pagesOf(columns: ArchiveColumns): Generator<MessagePage> {
  const { ids, count } = columns.view
  for (let from = 0; from < count; from += PAGE) yield pageOf(columns, ids.subarray(from, from + PAGE))
}
