import { holdName } from '../../lib/browser/name-lock.ts'
import { change, KeptError } from '../../lib/browser/kept-database.ts'
import { lockOf } from './export-owner.ts'
import { exportsDatabase, removeRun, type KeptRun, type Loss } from './exports-database.ts'
import { STATE_VERSION } from './export-state.ts'
import { createLastingStore } from './lasting-store.ts'
import type { ChunkStore } from './chunk-store.ts'

export interface KeptExports {
  /** The export of that owner; null for none, and for one of another version of this app. */
  find(owner: string): Promise<KeptRun | null>
  /** What was removed there because nobody came back to it. */
  findLoss(owner: string): Promise<Loss | null>
  /** For an export that is begun, or goes on from what was found. */
  store(owner: string, found: Pick<KeptRun, 'runId' | 'revision'> | null): ChunkStore
  /** Bytes of all of them. */
  size(): Promise<number>
  /** Takes all of them away, of all owners. */
  clear(): Promise<void>
}

const DAY = 86_400_000
/** Milliseconds after which an export that nobody came back to is removed, and whoever looks at its chat is told. */
const OLDEST = 14 * DAY
/** Milliseconds after which one is removed whose archive was handed out. */
const OLDEST_TAKEN = DAY
/** Milliseconds for which it is remembered that one was removed. */
const OLDEST_LOSS = 90 * DAY

interface OpenOptions {
  now?: () => number
  /** See `keptDatabase`. */
  deadline?: number
}

/**
 * What browsers keep of exports that are under way; null where a page may keep nothing, as in a frame of a private window. Removes
 * what is too old. How many there are has no bound of ours: the browser's own is met when one is written, and said then.
 */
export async function openKeptExports({ now = Date.now, deadline }: OpenOptions = {}): Promise<KeptExports | null> {
  const database = exportsDatabase(deadline)

  /** One that is held is at work, however long it was paused, and whatever became of the clock. */
  async function forgetOld(): Promise<void> {
    const [runs, losses] = await database.use(opened => Promise.all([opened.getAll('runs'), opened.getAll('losses')]))
    for (const { owner, revision, savedAt, takenAt, state } of runs) {
      const isOld = takenAt === null ? now() - savedAt > OLDEST : now() - takenAt > OLDEST_TAKEN
      const release = isOld ? await holdName(lockOf(owner)) : null
      if (!release) continue
      try {
        const loss = takenAt === null ? { owner, at: now(), read: state.read } : null
        await database.use(opened => removeRun(opened, owner, { only: { revision }, loss }))
      } finally {
        release()
      }
    }
    for (const { owner, at } of losses) {
      if (now() - at > OLDEST_LOSS) await database.use(opened => opened.delete('losses', owner))
    }
  }

  try {
    await forgetOld()
  } catch (error) {
    if (error instanceof KeptError) return null // refused: the export works, but ends with the page
    throw error
  }
  return {
    async find(owner) {
      const run = await database.use(opened => opened.get('runs', owner))
      return run?.state.version === STATE_VERSION ? run : null
    },
    findLoss: async owner => await database.use(opened => opened.get('losses', owner)) ?? null,
    store: (owner, found) => createLastingStore(database, { owner, found, now }),
    size: async () => (await database.use(opened => opened.getAll('runs'))).reduce((sum, { bytes }) => sum + bytes, 0),
    clear: () => database.use(opened => change(opened, ['runs', 'chunks', 'losses'], async (stores) => {
      await Promise.all([stores.objectStore('runs').clear(), stores.objectStore('chunks').clear(), stores.objectStore('losses').clear()])
    })),
  }
}
