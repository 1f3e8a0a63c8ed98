/** Keeps on this device what somebody did and may take back, for as long as they may: the portal destroys our frame at every close. */
import type { Portal } from '../bitrix24/index.ts'
import { isRecord } from '../lib/is-record.ts'
import type { DeedKeeper, Kept } from '../lib/undo-stack.ts'
import { deviceKeyOf } from './device-key.ts'
import { sealedRecords } from './sealed-records.ts'

const records = sealedRecords({ database: 'chatside-deeds', store: 'deeds', most: 100, days: 1, shortest: 4_096 })

/** Characters of JSON in one record: the oldest deeds give way. */
const LONGEST = 200_000

interface KeptDeedsOptions<Deed> {
  portal: Portal
  /** Which deeds they are. */
  name: readonly (string | number)[]
  /** As JSON has it. */
  write: (deed: Deed) => unknown
  /** Null for what is none. */
  read: (kept: unknown) => Deed | null
}

/** For the person of this device's key; without a key nothing is kept. */
export function keptDeeds<Deed extends object>({ portal, name, write, read }: KeptDeedsOptions<Deed>): DeedKeeper<Deed> {
  function toDeed(row: unknown): Kept<Deed> | null {
    if (!isRecord(row) || typeof row['id'] !== 'string' || typeof row['until'] !== 'number') return null
    const deed = read(row['deed'])
    return deed && { ...deed, id: row['id'], until: row['until'] }
  }

  function toDeeds(rows: unknown): Kept<Deed>[] {
    return Array.isArray(rows) ? rows.map(toDeed).filter(deed => deed !== null) : []
  }

  function toRows(deeds: readonly Kept<Deed>[]): object[] | undefined {
    let room = LONGEST
    const rows = deeds.map(deed => ({ id: deed.id, until: deed.until, deed: write(deed) }))
    const fitting = rows.filter(row => (room -= JSON.stringify(row).length) >= 0)
    return fitting.length > 0 ? fitting : undefined
  }

  return {
    read: async () => toDeeds(await records.read(portal, name)),
    async change(make) {
      const known = deviceKeyOf(portal.opening)
      if (known) await records.change(portal, { name, viewerId: known.personId, make: there => toRows(make(toDeeds(there))) })
    },
  }
}

/** Takes all of them away, of all portals, chats and people. Never rejects. */
export const clearKeptDeeds = (): Promise<void> => records.clear()

/** Bytes of all of them; 0 where a browser keeps nothing. */
export const sizeOfKeptDeeds = (): Promise<number> => records.size()
