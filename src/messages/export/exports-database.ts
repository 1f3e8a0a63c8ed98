import { change, keptDatabase, type Connection, type DBSchema, type KeptDatabase } from '../../lib/browser/kept-database.ts'

const DAY = 86_400_000
/** By which anybody's page knows what is too old: days since 1970. */
export const dayOf = (instant: number): number => Math.floor(instant / DAY)

/** The export of a chat that one person made, as anybody's page in this browser sees it: there is one at most. */
export interface RunRecord {
  /** Made from a secret, see `createSealer`. */
  name: string
  runId: string
  /** New whenever it is written: who goes on from another one than is here goes on from what is no longer true. */
  revision: string
  savedOn: number
  /** When its archive was handed out; null before. */
  takenOn: number | null
  bytes: number
  /** Sealed: what the export has come to. */
  head: ArrayBuffer
  /** Sealed: what is said when it was removed because nobody came back to it. */
  loss: ArrayBuffer
}

/** What was removed because nobody came back to it: whoever looks at its chat is told. */
interface LossRecord {
  name: string
  day: number
  loss: ArrayBuffer
}

export interface ExportsSchema extends DBSchema {
  runs: { key: string, value: RunRecord }
  /** By run and number, sealed. */
  chunks: { key: [string, number], value: ArrayBuffer }
  losses: { key: string, value: LossRecord }
}

export type Opened = Connection<ExportsSchema>

export function exportsDatabase(deadline?: number): KeptDatabase<ExportsSchema> {
  return keptDatabase<ExportsSchema>({
    name: 'chatside-exports',
    version: 4,
    create(fresh) {
      fresh.createObjectStore('runs', { keyPath: 'name' })
      fresh.createObjectStore('chunks')
      fresh.createObjectStore('losses', { keyPath: 'name' })
    },
    ...(deadline === undefined ? {} : { deadline }),
  })
}

export const chunksOf = (runId: string): IDBKeyRange => IDBKeyRange.bound([runId, 0], [runId, Infinity])

interface Removal {
  /** Only this run, not one that was begun in its place since; only in this revision. */
  only: Partial<Pick<RunRecord, 'runId' | 'revision'>>
  /** The day on which it is said to be lost; null where nothing is said. */
  lostOn: number | null
}

/** Takes the export of a name away with all its chunks. */
export function removeRun(opened: Opened, name: string, { only, lostOn }: Removal): Promise<void> {
  return change(opened, ['runs', 'chunks', 'losses'], async (stores) => {
    const there = await stores.objectStore('runs').get(name)
    if (!there || (only.runId ?? there.runId) !== there.runId || (only.revision ?? there.revision) !== there.revision) return
    await stores.objectStore('runs').delete(name)
    // whoever else writes here may have left anything in its place
    if (typeof there.runId === 'string') await stores.objectStore('chunks').delete(chunksOf(there.runId))
    if (lostOn !== null) await stores.objectStore('losses').put({ name, day: lostOn, loss: there.loss })
  })
}
