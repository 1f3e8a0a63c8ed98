/** What this device keeps of notes that the portal may not have: what was written without a line, and what may have been overwritten unseen. */
import { array, type GenericSchema, nullable, number, object, safeParse, string } from 'valibot'
import type { Portal } from '../bitrix24/index.ts'
import { sealedRecords } from '../chat/sealed-records.ts'
import { decodeLine, encodeLine } from './line-codec.ts'
import type { LineVersion } from './line-version.ts'
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
  const times = new Map<string, number>()

  return {
    async read() {
      const { success, output } = safeParse(keptLines, await records.read(portal, name))
      return success
        ? output.flatMap((kept) => {
            const line = toWaiting(kept)
            if (line) times.set(line.version.revision, kept.at)
            return line ?? []
          })
        : []
    },
    async keep(lines) {
      const kept = lines.map((line): KeptLine => {
        const { revision } = line.version
        const at = times.get(revision) ?? now()
        times.set(revision, at)
        return { at, version: encode(line.version), there: line.there && encode(line.there), history: line.history.map(encode) }
      })
      const wanted = kept.filter(({ at }, index) => !isThere(lines[index]) || now() - at < KEPT_FOR)
      return await records.keep(portal, { name, viewerId, content: wanted.length > 0 ? wanted : undefined })
    },
  }
}

/** Takes all of them away, of all portals, chats and people. Never rejects. */
export const clearWaitingLines = (): Promise<void> => records.clear()

/** Bytes of all of them; 0 where a browser keeps nothing. */
export const sizeOfWaitingLines = (): Promise<number> => records.size()

function isThere(line: WaitingLine | undefined): boolean {
  return line?.version.revision === line?.there?.revision
}

function encode(one: LineVersion): KeptVersion {
  return { by: one.by, line: encodeLine(one) }
}

function toWaiting(kept: KeptLine): WaitingLine | null {
  const decode = (one: KeptVersion): LineVersion | null => decodeLine(one.line, one.by)
  const found = decode(kept.version)
  return found && { version: found, there: kept.there && decode(kept.there), history: kept.history.flatMap(one => decode(one) ?? []) }
}
