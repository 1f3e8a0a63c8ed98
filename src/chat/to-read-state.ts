import { fallback, object, parse } from 'valibot'
import { countOrNull, idOf, idOrNull, line, rows } from '../bitrix24/fields.ts'
import { isRecord } from '../lib/is-record.ts'
import type { ReadState } from './overview.ts'

const NAMES = 5

export const viewsAnswer = fallback(
  object({ message_id: idOrNull, first_viewers: rows, count_of_viewers: countOrNull }),
  { message_id: null, first_viewers: [], count_of_viewers: null },
)
/** Milliseconds. */
const YEAR = 31_536_000_000

interface Reading {
  lastMessageId: number | null
  /** Rows of `readed_list`. */
  readers: unknown[]
  /** `last_message_views`. */
  views: { message_id: number | null, first_viewers: unknown[], count_of_viewers: number | null }
  viewerId: number | null
  /** How many other people the chat has by its counter, 0 where the portal did not say. */
  others: number
}

/** Null when there is no message, or the portal says nothing about anybody else. */
export function toReadState({ lastMessageId, readers, views, viewerId, others: counted }: Reading): ReadState | null {
  if (lastMessageId === null) return null
  const others = toPeople(readers, viewerId)
  const upToLast = others.filter(({ row }) => (idOf(row['message_id']) ?? 0) >= lastMessageId)
    .map(person => ({ ...person, at: toTime(person.row['date']) }))
    .sort((one, two) => one.at - two.at || 0)
  // About the last message only. The number leaves out the caller, who may still be named: the page of an open channel
  // prints 0 beside one viewer, the caller (imopenlines.dialog.get).
  const isAboutLast = views.message_id === lastMessageId
  // in one page of the documentation a first viewer is a number (im.dialog.get), in another an object (open channels)
  const viewers = isAboutLast ? toPeople(views.first_viewers, viewerId) : []
  const readerIds = new Set([...upToLast, ...viewers].map(({ id }) => id))
  const readerCount = Math.max(readerIds.size, isAboutLast ? views.count_of_viewers ?? 0 : 0)
  if (others.length === 0 && readerCount === 0) return null
  // a list that leaves people out must not make "everyone" of those it names
  const listed = Math.max(others.length, readerCount, counted)
  return { lastMessageId, readers: readerCount, listed, names: toNames([...upToLast, ...viewers]) }
}

interface Named {
  id: number
  row: Record<string, unknown>
}

/** A chat may have thousands of readers: of each row is read only what decides, and the names of the first few. */
function toPeople(list: readonly unknown[], viewerId: number | null): Named[] {
  return list.flatMap((row) => {
    if (!isRecord(row)) return []
    const id = idOf(row['user_id'])
    return id === null || id === viewerId ? [] : [{ id, row }]
  })
}

/** The portal writes 1970 for what it does not know; that comes last. */
function toTime(date: unknown): number {
  const time = typeof date === 'string' ? Date.parse(date) : NaN
  return time > YEAR ? time : Infinity
}

function toNames(people: readonly Named[]): string[] {
  const names = new Map<number, string>()
  for (const { id, row } of people) {
    if (names.size === NAMES) break
    const name = names.has(id) ? '' : parse(line, row['user_name'])
    if (name !== '') names.set(id, name)
  }
  return [...names.values()]
}
