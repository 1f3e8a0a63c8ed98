import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { STATE_VERSION, type ExportState } from './export-state.ts'
import { createMemoryStore, noPiece, type PieceStore } from './piece-store.ts'
import type { Piece } from './pieces.ts'

interface KeptRun {
  runId: string
  /** Portal, person and chat. */
  place: string
  /** Milliseconds since 1970. */
  savedAt: number
  state: ExportState
}

interface ExportsSchema extends DBSchema {
  runs: { key: string, value: KeptRun }
  /** By run and number. */
  pieces: { key: [string, number], value: Piece }
}

export interface KeptExports {
  /** The export of that place that was saved last; null for none, and for one of another version of this app. */
  find(place: string): Promise<KeptRun | null>
  store(runId: string, place: string): PieceStore
}

const NAME = 'chatside-exports'
/** Exports that nobody came back to are forgotten: after so many milliseconds, or when there are more. */
const OLDEST = 14 * 86_400_000
const MOST = 5

interface OpenOptions {
  factory?: IDBFactory | undefined
  now?: () => number
}

/** What browsers keep of exports that are under way; null where a page may keep nothing, as in a frame of a private window. */
export async function openKeptExports({ factory = globalThis.indexedDB, now = Date.now }: OpenOptions = {}): Promise<KeptExports | null> {
  try {
    if (!factory) return null
    const database = await openDB<ExportsSchema>(NAME, 1, {
      upgrade(opened) {
        opened.createObjectStore('runs', { keyPath: 'runId' })
        opened.createObjectStore('pieces')
      },
      // another window with a newer version of this app must not wait for this one
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
      },
    })
    await forgetOld(database, now())
    return toKeptExports(database, now)
  } catch {
    return null // refused: the export works, but ends with the page
  }
}

const piecesOf = (runId: string): IDBKeyRange => IDBKeyRange.bound([runId, 0], [runId, Infinity])

async function forget(database: IDBPDatabase<ExportsSchema>, runId: string): Promise<void> {
  const change = database.transaction(['runs', 'pieces'], 'readwrite')
  await Promise.all([change.objectStore('runs').delete(runId), change.objectStore('pieces').delete(piecesOf(runId)), change.done])
}

async function forgetOld(database: IDBPDatabase<ExportsSchema>, now: number): Promise<void> {
  const runs = await database.getAll('runs')
  runs.sort((one, other) => other.savedAt - one.savedAt)
  for (const [index, { runId, savedAt }] of runs.entries()) {
    if (index >= MOST || now - savedAt > OLDEST) await forget(database, runId)
  }
}

function toKeptExports(database: IDBPDatabase<ExportsSchema>, now: () => number): KeptExports {
  return {
    async find(place) {
      const runs = (await database.getAll('runs')).filter(run => run.place === place && run.state.version === STATE_VERSION)
      return runs.sort((one, other) => other.savedAt - one.savedAt)[0] ?? null
    },
    store: (runId, place) => createLastingStore(database, { runId, place, now }),
  }
}

/** Keeps pieces on disk, and from the first refusal (a full disk) on only as long as the page is there. */
function createLastingStore(database: IDBPDatabase<ExportsSchema>, { runId, place, now }: { runId: string, place: string, now: () => number }): PieceStore {
  const memory = createMemoryStore()
  /** How many pieces are on disk, once the disk took no more. */
  let onDisk: number | null = null

  async function saveOnDisk(state: ExportState, pieces: readonly Piece[]): Promise<void> {
    const change = database.transaction(['runs', 'pieces'], 'readwrite')
    const first = state.pieces - pieces.length
    await Promise.all([
      ...pieces.map((piece, index) => change.objectStore('pieces').put(piece, [runId, first + index])),
      change.objectStore('runs').put({ runId, place, savedAt: now(), state }),
      change.done,
    ])
  }

  return {
    get isLasting() {
      return onDisk === null
    },
    async save(state, pieces) {
      if (onDisk === null) {
        try {
          await saveOnDisk(state, pieces)
          return
        } catch {
          onDisk = state.pieces - pieces.length // full, or closed by the browser: what is there can still be read
        }
      }
      await memory.save({ ...state, pieces: state.pieces - onDisk }, pieces)
    },
    async read(index) {
      if (onDisk !== null && index >= onDisk) return memory.read(index - onDisk)
      const piece = await database.get('pieces', [runId, index])
      if (!piece) throw noPiece(index)
      return piece
    },
    async drop() {
      await memory.drop()
      await forget(database, runId)
    },
  }
}
