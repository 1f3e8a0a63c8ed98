/** The private notes of a person: of all chats in one option of theirs, which the portal shows to nobody else. */
import { fallback, number, object, parse } from 'valibot'
import { type Portal, PortalError } from '../bitrix24/index.ts'
import { saveOption } from '../bitrix24/save-option.ts'
import { isRecord } from '../lib/is-record.ts'
import { decodeLine, encodeLine } from './line-codec.ts'
import { knows } from './line-version.ts'
import { type Deed, MOST_PRIVATE, MOST_PRIVATE_BYTES } from './note.ts'
import { NotesFull, NotesRefused, type NoteStorage, type Reading } from './note-storage.ts'
import type { FoundLine, Write } from './replica.ts'

export const OWN_NOTES_OPTION = 'notes'

interface OfChat {
  lines: readonly FoundLine[]
  /** Rows of a later version of this app: they stay as they are. */
  others: readonly unknown[]
}

/** By chat id. */
type OwnNotes = ReadonlyMap<string, OfChat>

const METHOD = 'user.option.get'
/** Seconds since 1970 by the clock of the device that wrote it. */
const times = fallback(object({ made: number(), changed: number() }), { made: 0, changed: 0 })

/** All lines are in one place: each is told by its id alone. */
const ITEM = 1

interface OwnStorageOptions {
  portal: Pick<Portal, 'call'>
  chatId: number
  viewerId: number
  now?: () => number
}

export function createOwnStorage({ portal, chatId, viewerId, now = Date.now }: OwnStorageOptions): NoteStorage {
  const key = String(chatId)
  /** What is there of other chats, and of later versions. */
  let rest: OwnNotes = new Map()

  async function read(): Promise<Reading> {
    const all = parseNotes(await portal.call({ method: METHOD, params: { option: OWN_NOTES_OPTION } }), viewerId)
    rest = new Map(all).set(key, { lines: [], others: all.get(key)?.others ?? [] })
    return { lines: all.get(key)?.lines ?? [], isWhole: true, hasShutOut: false, secret: null, hasBegun: false, time: null }
  }

  function withWrites(before: readonly FoundLine[], writes: readonly Write[], taking: Set<Write>): FoundLine[] {
    const changed = { by: viewerId, at: new Date(now()) }
    const lines = new Map(before.map(line => [line.version.id, line]))
    for (const write of writes) {
      taking.add(write)
      if (write.kind === 'delete') continue
      const { version } = write
      const there = lines.get(version.id)
      // another window was quicker: what it wrote is read and joined first
      if (there && !knows(version, there.version)) taking.delete(write)
      else if (version.isRemoved) lines.delete(version.id)
      else lines.set(version.id, { itemId: 0, version, made: there?.made ?? changed, changed })
    }
    return [...lines.values()]
  }

  async function write(writes: readonly Write[], done: (write: Write, itemId?: number) => void): Promise<void> {
    const taking = new Set<Write>()
    let there: string | null = null
    let text: string | null = null
    const saved = await saveOption(portal, {
      owner: 'user',
      name: OWN_NOTES_OPTION,
      toText(before) {
        there = before
        const all = new Map(parseNotes(before, viewerId))
        const { lines = [], others = [] } = all.get(key) ?? {}
        all.set(key, { lines: withWrites(lines, writes, taking), others })
        text = writeNotes(all)
        // another device may have taken the room since it was read; what makes it less always goes
        if (bytesOf(text) > Math.max(MOST_PRIVATE_BYTES, bytesOf(before ?? ''))) throw new NotesFull('user.option.set')
        return text
      },
      isKept: after => after === text,
    })
    if ('error' in saved) throw saved.error.kind === 'no-access' ? new NotesRefused('no-access', saved.error) : saved.error
    // where another window has written since, the next reading says what is there; what is as it was may come from a copy that is behind
    if (saved.outcome === 'saved' || saved.stored === there) for (const one of taking) done(one, ITEM)
  }

  return {
    read,
    write,
    roomUsed(lines) {
      const found = lines.filter(({ isRemoved }) => !isRemoved).map(version => ({ itemId: 0, version, made: ANY_DEED, changed: ANY_DEED }))
      const all = new Map(rest).set(key, { lines: found, others: rest.get(key)?.others ?? [] })
      return Math.max(found.length / MOST_PRIVATE, bytesOf(writeNotes(all)) / MOST_PRIVATE_BYTES)
    },
  }
}

/** What was never set is null; some portals say it with an empty text or list. @throws PortalError for what is none of ours: nobody writes over it */
function parseNotes(stored: unknown, viewerId: number): OwnNotes {
  const isNothing = stored === null || stored === '' || (Array.isArray(stored) && stored.length === 0)
  const chats = isNothing ? {} : toJson(stored)
  if (!isRecord(chats)) throw new PortalError('bad-answer', { method: METHOD })
  return new Map(Object.entries(chats).map(([chatId, listed]: [string, unknown]) => {
    if (!Array.isArray(listed)) throw new PortalError('bad-answer', { method: METHOD })
    const found = listed.map(row => toLine(row, viewerId))
    return [chatId, { lines: found.flatMap(line => line ?? []), others: listed.filter((_row, index) => !found[index]) }]
  }))
}

function toLine(row: unknown, viewerId: number): FoundLine | null {
  const version = decodeLine(JSON.stringify(row), viewerId)
  const { made, changed } = parse(times, row)
  return version && { itemId: ITEM, version, made: { by: viewerId, at: toDate(made) }, changed: { by: viewerId, at: toDate(changed) } }
}

function writeNotes(all: OwnNotes): string {
  const chats = [...all].map(([chatId, { lines, others }]) => {
    const written = lines.map(({ version, made, changed }) => `{"made":${toSeconds(made.at)},"changed":${toSeconds(changed.at)},${encodeLine(version).slice(1)}`)
    const rows = [...written, ...others.map(other => JSON.stringify(other))]
    return rows.length > 0 ? [`${JSON.stringify(chatId)}:[${rows.join(',')}]`] : []
  })
  return `{${chats.flat().join(',')}}`
}

/** A time takes ten digits until the year 2286, whichever it is. */
const ANY_DEED: Deed = { by: null, at: new Date(1e12) }

const bytesOf = (text: string): number => new TextEncoder().encode(text).length
const toSeconds = (at: Date | null): number => Math.floor((at?.getTime() ?? 0) / 1_000)
const toDate = (seconds: number): Date | null => seconds > 0 && seconds < 1e11 ? new Date(seconds * 1_000) : null

function toJson(stored: unknown): unknown {
  try {
    return typeof stored === 'string' ? JSON.parse(stored) : null
  } catch {
    return null
  }
}
