/** Rows of a storage: each is a line, the marker, or nothing of ours. */
import { fallback, nullable, object, parse, pipe, regex, safeParse, string } from 'valibot'
import { type Command, type Outcome, PortalError } from '../bitrix24/index.ts'
import { dateOrNull, idField, idOrNull, rows, text } from '../bitrix24/fields.ts'
import { decodeLine } from './line-codec.ts'
import type { FoundLine } from './replica.ts'

export const PAGE = 50
/** More than the app writes: somebody has added to the storage by other means. */
export const MOST_PAGES = 12

/** What the marker is called. Every storage has one from its beginning, so whoever reads none can read nothing. */
export const MARKER = 'chatside'

const READ_ITEMS = 'entity.item.get'

const rowAnswer = object({
  ID: idField, NAME: text, DETAIL_TEXT: text, CREATED_BY: idOrNull, MODIFIED_BY: idOrNull, DATE_CREATE: dateOrNull, TIMESTAMP_X: dateOrNull,
})

const markerText = object({ key: pipe(string(), regex(/^[0-9a-f]{64}$/)) })

export interface Marker {
  itemId: number
  /** Null where somebody has spoilt it. */
  secret: string | null
}

export interface FoundRows {
  lines: FoundLine[]
  marker: Marker | null
  /** Rows of any kind. */
  count: number
  isWhole: boolean
}

type Row = ReturnType<typeof toRow>

/** Commands for as many pages, each from where the one before ends: a row that is removed meanwhile moves none. */
export function pageCommands(storage: string, count: number, after = 0): Record<string, Command> {
  return Object.fromEntries(Array.from({ length: count }, (_unused, index) => [`page${index}`, {
    method: READ_ITEMS,
    params: { 'ENTITY': storage, 'SORT[ID]': 'ASC', 'FILTER[>ID]': index === 0 ? after : `$result[page${index - 1}][${PAGE - 1}][ID]` },
  }]))
}

type ReadPages = (commands: Record<string, Command>) => Promise<Record<string, Outcome>>

/** All rows, from the answers of pages on and for as long as they are full. @throws PortalError */
export async function readRows(storage: string, first: Readonly<Record<string, Outcome>>, read: ReadPages): Promise<FoundRows> {
  const found: unknown[] = []
  let answers = first
  let lastId = 0
  for (let page = 0; page < MOST_PAGES;) {
    for (let index = 0; ; index += 1) {
      const outcome = answers[`page${index}`]
      if (!outcome && index > 0) break
      if (!outcome) throw new PortalError('bad-answer', { method: READ_ITEMS })
      if (!outcome.ok) throw outcome.error
      const listed = parse(rows, outcome.value)
      const ids = listed.map(row => toRow(row)?.ID ?? 0)
      if (ids.some(id => id <= lastId)) {
        // asked again, a portal that heeds no filter or names no ids would give the same for ever
        if (index === 0) throw new PortalError('bad-answer', { method: READ_ITEMS })
        // a portal that looks up no reference gives the first page again
        break
      }
      found.push(...listed)
      page += 1
      if (listed.length < PAGE) return toFound(found, true)
      lastId = ids.at(-1) ?? lastId
    }
    if (page < MOST_PAGES) answers = await read(pageCommands(storage, Math.min(4, MOST_PAGES - page), lastId))
  }
  return toFound(found, false)
}

export function writeMarker(secret: string): string {
  return JSON.stringify({ key: secret })
}

function toFound(listed: readonly unknown[], isWhole: boolean): FoundRows {
  const all = listed.flatMap(row => toRow(row) ?? [])
  return { lines: all.flatMap(row => toLine(row) ?? []), marker: toMarker(all), count: listed.length, isWhole }
}

function toRow(row: unknown) {
  const { success, output } = safeParse(rowAnswer, row)
  return success ? output : null
}

function toLine(row: NonNullable<Row>): FoundLine | null {
  const version = decodeLine(row.DETAIL_TEXT, row.MODIFIED_BY)
  return version && {
    itemId: row.ID, version, made: { by: row.CREATED_BY, at: row.DATE_CREATE }, changed: { by: row.MODIFIED_BY, at: row.TIMESTAMP_X },
  }
}

/** The first one, where two people have made one at once. */
function toMarker(all: readonly NonNullable<Row>[]): Marker | null {
  const [first] = all.filter(({ NAME }) => NAME === MARKER).sort((one, other) => one.ID - other.ID)
  return first ? { itemId: first.ID, secret: parse(fallback(nullable(markerText), null), toJson(first.DETAIL_TEXT))?.key ?? null } : null
}

function toJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}
