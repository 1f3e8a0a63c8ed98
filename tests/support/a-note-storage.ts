import { PortalError } from '../../src/bitrix24/index.ts'
import type { LineVersion } from '../../src/notes/line-version.ts'
import { NotesRefused, type NoteStorage } from '../../src/notes/note-storage.ts'
import type { FoundLine, Write } from '../../src/notes/replica.ts'

/** Where lines are kept, in memory, for several lists at once. */
export function aNoteStorage({ most = 10 } = {}) {
  const items = new Map<number, FoundLine>()
  const calls: string[] = []
  let last = 0
  /** What the next requests come to; `cut-after` did it. */
  const faults: ('cut' | 'cut-after' | NotesRefused)[] = []
  /** How many of the next readings are of the copy. */
  let behind = 0
  let copy: FoundLine[] = []
  const hit = (): 'cut-after' | null => {
    const fault = faults.shift()
    if (fault instanceof NotesRefused) throw fault
    if (fault === 'cut') throw new PortalError('offline')
    return fault ?? null
  }

  function perform(write: Write): number {
    if (write.kind !== 'add' && !items.has(write.itemId)) throw new PortalError('unknown', { code: 'ERROR_ITEM_NOT_FOUND' })
    const itemId = write.kind === 'add' ? last += 1 : write.itemId
    if (write.kind === 'delete') items.delete(itemId)
    else items.set(itemId, { itemId, version: write.version, made: { by: 1, at: null }, changed: { by: write.version.by, at: new Date(0) } })
    return itemId
  }

  const storage: NoteStorage = {
    async read() {
      calls.push('read')
      hit()
      behind -= 1
      const lines = structuredClone(behind >= 0 ? copy : [...items.values()])
      return { lines, isWhole: true, hasShutOut: false, secret: null, hasBegun: false, time: new Date(0) }
    },
    async write(writes, done) {
      for (const write of writes) {
        calls.push(write.kind)
        const fault = hit()
        const itemId = perform(structuredClone(write))
        if (fault === 'cut-after') throw new PortalError('timeout')
        done(write, itemId)
      }
    },
    roomUsed: (lines: readonly LineVersion[]) => lines.length / most,
  }
  return {
    storage,
    items,
    calls,
    faults,
    /** So many of the next readings come from a copy of the database that has only what is there now, or what is given. */
    fallBehind(readings: number, has = [...items.values()]) {
      behind = readings
      copy = has
    },
  }
}
