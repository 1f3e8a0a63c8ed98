/** What this page knows of a list of lines: as the portal has them, as they are here, and what is to be written. Without any clock, request or view. */
import { contentOf, isSameContent, knows, type LineContent, type LineVersion, mergeContent, nextVersion } from './line-version.ts'
import type { Deed, LineId } from './note.ts'

/** A line as the portal gives it. */
export interface FoundLine {
  itemId: number
  version: LineVersion
  made: Deed
  changed: Deed
}

export interface KnownLine {
  version: LineVersion
  /** As the last reading that had it has it; null while none did. */
  there: LineVersion | null
  /** Where the portal keeps it, as a reading or the answer to a write says. */
  itemId: number | null
  made: Deed | null
  changed: Deed | null
}

/** What a later page needs to go on with a line. */
export interface WaitingLine extends Pick<KnownLine, 'version' | 'there'> {
  history: readonly LineVersion[]
}

interface Kept extends KnownLine {
  /** Versions that the portal had, the newest first: the last that two people both knew is among them. */
  history: readonly LineVersion[]
  /** The revision that the portal was last seen to have, or said that it has. */
  had: string | null
  /** Readings in a row that are older than that. */
  missed: number
  /** How often it was written again by itself since a reading had it, or a person asked. */
  again: number
}

/** What is to be written. */
export type Write =
  | { kind: 'add', version: LineVersion }
  | { kind: 'update', itemId: number, version: LineVersion }
  /** The same line twice, as two windows have sent it. */
  | { kind: 'delete', itemId: number }

const MOST_HISTORY = 12
/** Of a line that waits for a later page. */
const MOST_KEPT = 6
/** Readings in a row that may be older than what the portal has had, until that counts as gone there and is written again. */
const MOST_MISSED = 3
/** What a portal takes and never shows is not written for ever: from then on it waits until a person asks. */
const MOST_AGAIN = 1

/** Of a line that no reading of this page had. */
const UNKNOWN = { itemId: null, had: null, missed: 0, again: 0, made: null, changed: null }

export interface Replica {
  lines(): ReadonlyMap<LineId, KnownLine>
  /** Makes the next version of a line, or a first one. */
  put(id: LineId, content: LineContent): void
  /** What the portal has; unless it is the whole of it, nothing is known of what is missing. */
  take(found: readonly FoundLine[], isWhole?: boolean): void
  writes(): Write[]
  /** The last reading is older than what the portal has had: it may come from a copy of the database that is behind, so it is read again first. */
  isBehind(): boolean
  /** A person asks: what the portal took and never showed may be written once more. */
  askAgain(): void
  /** Removed lines of which everybody has heard: they are taken away where they are kept, too. */
  forget(ids: readonly LineId[]): void
  /** A write was answered; whether the portal has it, the next readings say. `itemId` of an added one. */
  written(write: Write, itemId?: number): void
  /** What this page has changed: with it a later page can say what of it got lost, though it was written. */
  changedHere(): WaitingLine[]
  /** Brings what an earlier page has changed, before anything is taken; of a line that two pages have changed, both. */
  restore(line: WaitingLine): void
}

export function createReplica({ makeRevision, viewerId }: { makeRevision: () => string, viewerId: number | null }): Replica {
  const known = new Map<LineId, Kept>()
  /** What a reading had no more, as it was known: the next one may have it again. */
  const gone = new Map<LineId, Kept>()
  const own = new Set<LineId>()
  let spare: number[] = []

  function put(id: LineId, content: LineContent): void {
    own.add(id)
    const before = known.get(id)
    const mark = { revision: makeRevision(), by: viewerId }
    if (!before) {
      known.set(id, { ...UNKNOWN, version: { ...contentOf(content), id, ...mark, past: [] }, there: null, history: [] })
    } else if (!isSameContent(before.version, content)) {
      known.set(id, { ...before, version: nextVersion(before.version, content, mark), again: 0 })
    }
  }

  function join(mine: Kept, theirs: LineVersion): LineVersion {
    const { version, history } = mine
    if (knows(theirs, version)) return theirs
    if (knows(version, theirs)) return version
    // where nothing in common is left, what was changed here is not taken for known there: somebody chooses
    const base = history.find(one => knows(version, one) && knows(theirs, one)) ?? (own.has(version.id) ? null : mine.there)
    const content = mergeContent(base, version, theirs)
    return isSameContent(content, theirs) ? theirs : nextVersion(theirs, content, { revision: makeRevision(), by: viewerId }, [version])
  }

  function takeOne({ itemId, version, made, changed }: FoundLine): void {
    const before = known.get(version.id) ?? gone.get(version.id)
    gone.delete(version.id)
    if (!before) {
      known.set(version.id, { version, there: version, itemId, history: [version], had: version.revision, missed: 0, again: 0, made, changed })
      return
    }
    const joined = join(before, version)
    const isOlder = before.had === joined.revision && before.had !== version.revision && before.itemId === itemId
    const line = isOlder ? missedOnce(before) : { ...before, had: version.revision, missed: 0, again: 0 }
    const history = before.history.some(one => one.revision === version.revision) ? before.history : [version, ...before.history].slice(0, MOST_HISTORY)
    known.set(version.id, { ...line, version: joined, there: version, itemId, history, made, changed })
  }

  function missedOnce(line: Kept): Kept {
    const missed = line.missed + 1
    if (missed < MOST_MISSED || line.again >= MOST_AGAIN) return { ...line, missed }
    return { ...line, had: null, missed: 0, again: line.again + 1, itemId: line.there && line.itemId }
  }

  /** No reading has had what the portal has said that it has: it may be gone, or a copy of the database is behind. */
  const isUnread = ({ version, there, had }: Kept): boolean => there === null || (had !== null && had !== there.revision && !version.isRemoved)
  const isMissed = ({ version, there, had }: Kept): boolean => had === version.revision && there?.revision !== had
  const isBehind = (): boolean => [...known.values()].some(isMissed)

  function take(found: readonly FoundLine[], isWhole = true): void {
    const homes = new Map<LineId, number>()
    spare = []
    for (const line of [...found].sort((one, other) => other.itemId - one.itemId)) {
      const { id } = line.version
      const other = homes.get(id)
      if (other !== undefined) spare.push(other)
      homes.set(id, line.itemId)
      takeOne(line)
    }
    for (const [id, line] of isWhole ? known : []) {
      const isNew = line.itemId === null && line.there === null
      if (isNew || homes.has(id)) continue
      const next = isUnread(line) ? missedOnce(line) : line
      if (line.there === null || (next !== line && next.had !== null)) {
        known.set(id, next)
      } else if (line.there.revision === line.version.revision || line.version.isRemoved) {
        known.delete(id)
        if (!line.version.isRemoved) gone.set(id, line)
      } else {
        // somebody took it away altogether; what was changed here since outlives that
        known.set(id, { ...next, itemId: null, had: null, missed: 0, version: { ...line.version, wasRemoved: true } })
      }
    }
  }

  function writes(): Write[] {
    const changed = [...known.values()].filter(({ version, there, itemId, had }) =>
      itemId === null ? !version.isRemoved : version.revision !== (had ?? there?.revision))
    return [
      ...changed.map(({ version, itemId }): Write => itemId === null ? { kind: 'add', version } : { kind: 'update', itemId, version }),
      // only when what they said is part of the one that stays
      ...changed.length === 0 && !isBehind() ? spare.map((itemId): Write => ({ kind: 'delete', itemId })) : [],
    ]
  }

  function written(write: Write, itemId?: number): void {
    if (write.kind === 'delete') {
      spare = spare.filter(one => one !== write.itemId)
      return
    }
    const { version } = write
    const line = known.get(version.id)
    if (!line) return
    const history = [version, ...line.history].slice(0, MOST_HISTORY)
    known.set(version.id, { ...line, had: version.revision, missed: 0, itemId: itemId ?? line.itemId, history })
  }

  return {
    lines: () => known,
    put,
    take,
    writes,
    isBehind,
    written,
    askAgain() {
      for (const [id, line] of known) known.set(id, { ...line, again: 0 })
    },
    forget(ids) {
      for (const id of ids) {
        const line = known.get(id)
        if (line?.itemId === null || line?.itemId === undefined || !line.version.isRemoved) continue
        spare.push(line.itemId)
        known.delete(id)
      }
    },
    changedHere: () => [...new Map([...gone, ...known]).values()].filter(({ version }) => own.has(version.id))
      .map(({ version, there, history }) => ({ version, there, history: history.slice(0, MOST_KEPT) })),
    restore({ version, there, history }) {
      own.add(version.id)
      const line = { ...UNKNOWN, version, there, history }
      const other = known.get(version.id)
      const joined = other && { version: join(line, other.version), there: other.there ?? there, history: [...other.history, ...history] }
      known.set(version.id, { ...line, ...joined })
    },
  }
}
