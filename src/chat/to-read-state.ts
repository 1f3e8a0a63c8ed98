import { fallback, object, safeParse } from 'valibot'
import { countOrNull, dateOrNull, idField, idOrNull, line, rows } from '../bitrix24/fields.ts'
import type { ReadState } from './overview.ts'

const NAMES = 5

const readerAnswer = object({ user_id: idField, user_name: line, message_id: countOrNull, date: dateOrNull })

export const viewsAnswer = fallback(
  object({ message_id: idOrNull, first_viewers: rows, count_of_viewers: countOrNull }),
  { message_id: null, first_viewers: [], count_of_viewers: null },
)

/** In one page of the documentation a first viewer is a number (im.dialog.get), in another an object (open channels). */
const viewerAnswer = object({ user_id: idField, user_name: line })

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
  const others = readers.map(row => safeParse(readerAnswer, row)).filter(row => row.success).map(row => row.output)
    .filter(row => row.user_id !== viewerId)
  const upToLast = others.filter(row => (row.message_id ?? 0) >= lastMessageId)
    .sort((one, two) => (one.date?.getTime() ?? Infinity) - (two.date?.getTime() ?? Infinity) || 0)
  // About the last message only. The number leaves out the caller, who may still be named: the page of an open channel
  // prints 0 beside one viewer, the caller (imopenlines.dialog.get).
  const isAboutLast = views.message_id === lastMessageId
  const viewers = isAboutLast ? toNamedViewers(views.first_viewers).filter(row => row.user_id !== viewerId) : []
  const names = new Map([...upToLast, ...viewers].map(row => [row.user_id, row.user_name]))
  const readerCount = Math.max(names.size, isAboutLast ? views.count_of_viewers ?? 0 : 0)
  if (others.length === 0 && readerCount === 0) return null
  // a list that leaves people out must not make "everyone" of those it names
  const listed = Math.max(others.length, readerCount, counted)
  return { lastMessageId, readers: readerCount, listed, names: [...names.values()].filter(name => name !== '').slice(0, NAMES) }
}

function toNamedViewers(viewers: unknown[]): { user_id: number, user_name: string }[] {
  return viewers.map(row => safeParse(viewerAnswer, row)).filter(row => row.success).map(row => row.output)
}
