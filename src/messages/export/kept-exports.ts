import { holdName } from '../../lib/browser/name-lock.ts'
import { change, KeptError, withDatabase, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import { createPieces } from '../../lib/browser/sealed-pieces.ts'
import { createSealer } from '../../lib/browser/sealing.ts'
import { isRecord } from '../../lib/is-record.ts'
import { dayOf, exportsDatabase, removeRun, type ExportsSchema } from './exports-database.ts'
import { createLastingStore, openRun, type KeptRun } from './lasting-store.ts'
import type { ChunkStore } from './chunks.ts'

/** Under which an export that is under way is kept and held: portal, who looks, chat. */
export interface ExportOwner {
  /** Of the portal, as the guard checked it: what a portal says of itself keeps nobody apart. */
  origin: string
  /** Null where the portal did not say who looks: nothing is kept then, for it could be shown to somebody else. */
  viewerId: number | null
  dialogId: string
}

export function ownerKey({ origin, viewerId, dialogId }: ExportOwner): string {
  return JSON.stringify([origin, viewerId, dialogId])
}

/** Name that whoever works at an export holds in this browser. @param name of its record, for any page sees who holds what */
export function lockOf(name: string): string {
  return `chatside export ${name}`
}

export interface KeptExports {
  /** Under which the export of that owner lies: it tells nothing of the owner. */
  nameOf(owner: string): Promise<string>
  /** The export that lies there; null for none, and for what does not open or is of another version of this app, which goes. */
  find(name: string): Promise<KeptRun | null>
  /** How much had been read of one that was removed there because nobody came back to it. */
  findLoss(name: string): Promise<{ read: number } | null>
  /** For an export that is begun, or goes on from what was found. */
  store(name: string, found: KeptRun | null): ChunkStore
}

/** Days after which an export that nobody came back to is removed, and whoever looks at its chat is told. */
const OLDEST = 14
/** Days after which one is removed whose archive was handed out: counted from the end of the day on which it was. */
const OLDEST_TAKEN = 1
/** Days for which it is remembered that one was removed. */
const OLDEST_LOSS = 90

interface OpenOptions {
  /** With what is kept encrypted; null where that cannot be had. Asked for only where the browser keeps anything. */
  secret: () => Promise<string | null>
  now?: () => number
  /** See `keptDatabase`. */
  deadline?: number
}

/**
 * What browsers keep of exports that are under way; null where a page may keep nothing, as in a frame of a private window, and where there
 * is nothing to encrypt it with. Removes what is too old. How many there are has no bound of ours: the browser's own is met when one is
 * written, and said then.
 */
export async function openKeptExports({ secret, now = Date.now, deadline }: OpenOptions): Promise<KeptExports | null> {
  const database = exportsDatabase(deadline)
  if (!await sweepExports(now, database)) return null
  const known = await secret()
  const sealer = known === null ? null : await createSealer(known, 'exports')
  if (!sealer) return null
  return {
    nameOf: owner => sealer.nameOf([owner]),
    async find(name) {
      const found = await database.use(opened => opened.get('runs', name))
      if (!found) return null
      const run = await openRun(sealer, found)
      if (!run) await database.use(opened => removeRun(opened, name, { only: { revision: found.revision }, lostOn: null }))
      return run
    },
    async findLoss(name) {
      const found = await database.use(opened => opened.get('losses', name))
      const loss = found && await createPieces(sealer, `${name} loss`).openHead(found.loss)
      return isRecord(loss) && typeof loss['read'] === 'number' ? { read: loss['read'] } : null
    },
    store: (name, found) => createLastingStore(database, { sealer, name, found, now }),
  }
}

/** Removes what is too old, whoever it belongs to; false where the browser keeps nothing. One that is held is at work, however long it was paused. */
export async function sweepExports(now = Date.now, database: KeptDatabase<ExportsSchema> = exportsDatabase()): Promise<boolean> {
  const today = dayOf(now())
  try {
    const [runs, losses] = await database.use(opened => Promise.all([opened.getAll('runs'), opened.getAll('losses')]))
    for (const { name, revision, savedOn, takenOn } of runs) {
      // what has no day is none of ours
      const isYoung = takenOn === null ? today - savedOn <= OLDEST : today - takenOn <= OLDEST_TAKEN
      const release = isYoung ? null : await holdName(lockOf(name))
      if (!release) continue
      try {
        await database.use(opened => removeRun(opened, name, { only: { revision }, lostOn: takenOn === null ? today : null }))
      } finally {
        release()
      }
    }
    for (const { name, day } of losses) {
      if (!(today - day <= OLDEST_LOSS)) await database.use(opened => opened.delete('losses', name))
    }
    return true
  } catch (error) {
    if (error instanceof KeptError) return false // refused: the export works, but ends with the page
    throw error
  }
}

/** Bytes of all exports, of all owners. @throws KeptError */
export async function sizeOfExports(): Promise<number> {
  const runs = await withDatabase(exportsDatabase(), database => database.use(opened => opened.getAll('runs')))
  return runs.reduce((sum, { bytes }) => sum + (Number.isSafeInteger(bytes) ? bytes : 0), 0)
}

/** Takes all of them away, of all owners. @throws KeptError */
export function clearExports(): Promise<void> {
  return withDatabase(exportsDatabase(), database => database.use(opened => change(opened, ['runs', 'chunks', 'losses'], async (stores) => {
    await Promise.all([stores.objectStore('runs').clear(), stores.objectStore('chunks').clear(), stores.objectStore('losses').clear()])
  })))
}
