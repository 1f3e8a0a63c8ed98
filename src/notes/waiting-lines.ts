/** What this device keeps of notes that the portal may not have: what was written without a line, and what may have been overwritten unseen. */
import { array, type GenericSchema, nullable, number, object, safeParse, string } from 'valibot'
import type { Portal } from '../bitrix24/index.ts'
import { sealedRecords } from '../chat/sealed-records.ts'
import { decodeLine, encodeLine } from './line-codec.ts'
import { knows, type LineVersion } from './line-version.ts'
import type { WaitingLines } from './notes-list.ts'
import type { WaitingLine } from './replica.ts'

/** Milliseconds for which a line that the portal has is kept here: who writes over it unseen has read it shortly before. */
const KEPT_FOR = 10 * 60_000

const records = sealedRecords({ database: 'chatside-notes', store: 'waiting', most: 100, shortest: 4_096 })

const version = object({ by: nullable(number()), line: string() })
const keptLines: GenericSchema<unknown, KeptLine[]> = array(object({ at: number(), version, there: nullable(version), history: array(version) }))

interface KeptVersion {
  by: number | null
  line: string
}

interface KeptLine {
  /** When this device changed it, by its own clock. */
  at: number
  version: KeptVersion
  there: KeptVersion | null
  history: KeptVersion[]
}

interface Row extends Pick<KeptLine, 'at'> {
  line: WaitingLine
}

interface WaitingOptions {
  portal: Portal
  viewerId: number
  chatId: number
  list: 'own' | 'shared'
  now?: () => number
}

/** Of one list of one chat, for this person. */
export function waitingLines({ portal, viewerId, chatId, list, now = Date.now }: WaitingOptions): WaitingLines {
  const name = ['notes', list, chatId]
  /** By revision, of what this page has found here or kept. */
  const times = new Map<string, number>()
  const isKnown = ({ line }: Row): boolean => times.has(line.version.revision)

  /**
   * With what another page of this person keeps. What was kept by this page and is gone was let go there, or removed with everything, and
   * does not come back; what was, and this page no longer has, it has let go.
   */
  function join(lines: readonly WaitingLine[], there: readonly Row[]): { mine: Row[], theirs: Row[] } {
    const own = lines.map((line): Row => ({ at: times.get(line.version.revision) ?? now(), line }))
    const isInTime = ({ at, line }: Row): boolean => !isThere(line) || now() - at < KEPT_FOR
    const mine = own.filter((row) => {
      if (there.some(other => isSameVersion(row, other))) return true
      return !isKnown(row) && !there.some(other => isPartOf(row, other))
    })
    const theirs = there.filter(row => !isKnown(row) && !own.some(other => isPartOf(row, other)))
    return { mine: mine.filter(isInTime), theirs: theirs.filter(isInTime) }
  }

  return {
    async read() {
      const rows = toRows(await records.read(portal, name))
      for (const { at, line } of rows) times.set(line.version.revision, at)
      return rows.map(({ line }) => line)
    },
    async keep(lines) {
      let kept: ReturnType<typeof join> = { mine: [], theirs: [] }
      const isKept = await records.change(portal, {
        name, viewerId,
        make(there) {
          kept = join(lines, toRows(there))
          const rows = [...kept.mine, ...kept.theirs]
          return rows.length > 0 ? rows.map(toKept) : undefined
        },
      })
      if (!isKept) return false
      for (const { at, line } of kept.mine) times.set(line.version.revision, at)
      const ids = new Set([...kept.mine, ...kept.theirs].map(({ line }) => line.version.id))
      return lines.every(line => isThere(line) || ids.has(line.version.id))
    },
  }
}

/** Takes all of them away, of all portals, chats and people. Never rejects. */
export const clearWaitingLines = (): Promise<void> => records.clear()

/** Bytes of all of them; 0 where a browser keeps nothing. */
export const sizeOfWaitingLines = (): Promise<number> => records.size()

function isThere({ version, there }: WaitingLine): boolean {
  return version.revision === there?.revision
}

function isSameVersion(one: Row, other: Row): boolean {
  return one.line.version.revision === other.line.version.revision
}

/** The other is a later version of the same line, or the same. */
function isPartOf({ line: { version } }: Row, { line: { version: other } }: Row): boolean {
  return version.id === other.id && knows(other, version)
}

function toKept({ at, line }: Row): KeptLine {
  return { at, version: encode(line.version), there: line.there && encode(line.there), history: line.history.map(encode) }
}

function encode(one: LineVersion): KeptVersion {
  return { by: one.by, line: encodeLine(one) }
}

function toRows(content: unknown): Row[] {
  const { success, output } = safeParse(keptLines, content)
  return success ? output.flatMap(kept => toRow(kept) ?? []) : []
}

function toRow({ at, version: found, there, history }: KeptLine): Row | null {
  const decode = (one: KeptVersion): LineVersion | null => decodeLine(one.line, one.by)
  const version = decode(found)
  return version && { at, line: { version, there: there && decode(there), history: history.flatMap(one => decode(one) ?? []) } }
}
