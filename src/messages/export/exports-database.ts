import { change, keptDatabase, type Connection, type DBSchema, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import type { ExportState } from './export-state.ts'
import type { WrittenChunk } from './chunks.ts'

/** The export of a chat that one person made: there is one at most. */
export interface KeptRun {
  owner: string
  runId: string
  /** New whenever it is written: who goes on from another one than is here goes on from what is no longer true. */
  revision: string
  /** Milliseconds since 1970. */
  savedAt: number
  /** When its archive was handed out; null before. */
  takenAt: number | null
  bytes: number
  state: ExportState
}

/** What was removed because nobody came back to it: whoever looks at its chat is told. */
export interface Loss {
  owner: string
  /** Milliseconds since 1970. */
  at: number
  /** Messages that had been read. */
  read: number
}

export interface ExportsSchema extends DBSchema {
  runs: { key: string, value: KeptRun }
  /** By run and number, each written once. */
  chunks: { key: [string, number], value: WrittenChunk }
  losses: { key: string, value: Loss }
}

type Opened = Connection<ExportsSchema>

export function exportsDatabase(deadline?: number): KeptDatabase<ExportsSchema> {
  return keptDatabase<ExportsSchema>({
    name: 'chatside-exports',
    version: 3,
    create(fresh) {
      fresh.createObjectStore('runs', { keyPath: 'owner' })
      fresh.createObjectStore('chunks')
      fresh.createObjectStore('losses', { keyPath: 'owner' })
    },
    ...(deadline === undefined ? {} : { deadline }),
  })
}

export const chunksOf = (runId: string): IDBKeyRange => IDBKeyRange.bound([runId, 0], [runId, Infinity])

interface Removal {
  /** Only this run, not one that was begun in its place since; only in this revision. */
  only: Partial<Pick<KeptRun, 'runId' | 'revision'>>
  /** What is said about it. */
  loss: Loss | null
}

/** Takes the export of an owner away with all its chunks. */
export function removeRun(opened: Opened, owner: string, { only, loss }: Removal): Promise<void> {
  return change(opened, ['runs', 'chunks', 'losses'], async (stores) => {
    const there = await stores.objectStore('runs').get(owner)
    if (!there || (only.runId ?? there.runId) !== there.runId || (only.revision ?? there.revision) !== there.revision) return
    await stores.objectStore('runs').delete(owner)
    await stores.objectStore('chunks').delete(chunksOf(there.runId))
    if (loss) await stores.objectStore('losses').put(loss)
  })
}
