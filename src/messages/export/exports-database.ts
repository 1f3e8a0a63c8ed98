import { change, keptDatabase, type Connection, type DBSchema, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import type { ExportState } from './export-state.ts'
import type { WrittenPiece } from './pieces.ts'

/** The export of a place: there is one at most. */
export interface KeptRun {
  place: string
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
  place: string
  /** Milliseconds since 1970. */
  at: number
  /** Messages that had been read. */
  read: number
}

export interface ExportsSchema extends DBSchema {
  runs: { key: string, value: KeptRun }
  /** By run and number, each written once. */
  pieces: { key: [string, number], value: WrittenPiece }
  losses: { key: string, value: Loss }
}

type Opened = Connection<ExportsSchema>

export function exportsDatabase(deadline?: number): KeptDatabase<ExportsSchema> {
  return keptDatabase<ExportsSchema>({
    name: 'chatside-exports',
    version: 2,
    create(fresh) {
      fresh.createObjectStore('runs', { keyPath: 'place' })
      fresh.createObjectStore('pieces')
      fresh.createObjectStore('losses', { keyPath: 'place' })
    },
    ...(deadline === undefined ? {} : { deadline }),
  })
}

export const piecesOf = (runId: string): IDBKeyRange => IDBKeyRange.bound([runId, 0], [runId, Infinity])

interface Removal {
  /** Only this run, not one that was begun in its place since; only in this revision. */
  only: Partial<Pick<KeptRun, 'runId' | 'revision'>>
  /** What is said about it. */
  loss: Loss | null
}

/** Takes the export of a place away with all its pieces. */
export function removeRun(opened: Opened, place: string, { only, loss }: Removal): Promise<void> {
  return change(opened, ['runs', 'pieces', 'losses'], async (stores) => {
    const there = await stores.objectStore('runs').get(place)
    if (!there || (only.runId ?? there.runId) !== there.runId || (only.revision ?? there.revision) !== there.revision) return
    await stores.objectStore('runs').delete(place)
    await stores.objectStore('pieces').delete(piecesOf(there.runId))
    if (loss) await stores.objectStore('losses').put(loss)
  })
}
