import { change, KeptError, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import { randomId } from '../../lib/browser/random-id.ts'
import { piecesOf, removeRun, type ExportsSchema, type KeptRun } from './exports-database.ts'
import { STATE_VERSION, type ExportState } from './export-state.ts'
import { createMemoryStore, ExportMoved, noPiece, type PieceStore } from './piece-store.ts'
import type { WrittenPiece } from './pieces.ts'

interface LastingOptions {
  place: string
  /** What this window goes on from; null for an export that is begun. */
  found: Pick<KeptRun, 'runId' | 'revision'> | null
  now: () => number
}

/** Another export may begin where this one is: nothing of it is wanted any more. */
const isOver = ({ state, takenAt }: KeptRun): boolean => state.version !== STATE_VERSION || takenAt !== null

/**
 * Keeps pieces on disk, and from the first refusal for want of room on only as long as the page is there. What is written is written
 * behind exactly what this window has seen: two windows at one export, with names held or without, cannot mix what they wrote.
 */
export function createLastingStore(database: KeptDatabase<ExportsSchema>, { place, found, now }: LastingOptions): PieceStore {
  const memory = createMemoryStore()
  const runId = found?.runId ?? randomId()
  /** Of what this window has seen or written; null while nothing of this export is kept. */
  let revision = found?.revision ?? null
  /** How many pieces are on disk, once the disk took no more. */
  let onDisk: number | null = null

  function refuseToMove(there: KeptRun | undefined): void {
    if (revision === null ? !there || isOver(there) : there?.runId === runId && there.revision === revision) return
    throw new ExportMoved(there ? 'elsewhere' : 'gone')
  }

  async function saveOnDisk(state: ExportState, pieces: readonly WrittenPiece[]): Promise<void> {
    const next = randomId()
    await database.use(opened => change(opened, ['runs', 'pieces', 'losses'], async (stores) => {
      const runs = stores.objectStore('runs')
      const there = await runs.get(place)
      if (there?.revision === next) return // written before the browser closed the database
      refuseToMove(there)
      if (there && there.runId !== runId) await stores.objectStore('pieces').delete(piecesOf(there.runId))
      const first = state.pieces - pieces.length
      const size = pieces.reduce((sum, { bytes }) => sum + bytes.byteLength, there?.runId === runId ? there.bytes : 0)
      await Promise.all([
        ...pieces.map((piece, index) => stores.objectStore('pieces').add(piece, [runId, first + index])),
        runs.put({ place, runId, revision: next, savedAt: now(), takenAt: null, bytes: size, state }),
        stores.objectStore('losses').delete(place),
      ])
    }))
    revision = next
  }

  return {
    get isLasting() {
      return onDisk === null
    },

    async renew() {
      if (revision === null) return null
      const there = await database.use(opened => opened.get('runs', place))
      if (!there || there.runId !== runId) throw new ExportMoved('gone')
      // what is in memory goes on from there
      if (onDisk !== null && there.revision === revision) return null
      onDisk = null
      await memory.drop()
      revision = there.revision
      return there.state
    },

    async save(state, pieces) {
      const first = state.pieces - pieces.length
      if (onDisk === null) {
        try {
          await saveOnDisk(state, pieces)
          return
        } catch (error) {
          // where the disk is closed for good, what is there cannot be read either: nothing is gone on with then
          if (!(error instanceof KeptError) || (error.kind === 'refused' && first > 0)) throw error
          onDisk = first
        }
      }
      await memory.save({ ...state, pieces: state.pieces - onDisk }, pieces)
    },

    async read(index) {
      if (onDisk !== null && index >= onDisk) return memory.read(index - onDisk)
      const piece = await database.use(opened => opened.get('pieces', [runId, index]))
      if (!piece) throw noPiece(index)
      return piece
    },

    async taken() {
      await database.use(opened => change(opened, ['runs'], async (stores) => {
        const there = await stores.objectStore('runs').get(place)
        if (there?.runId === runId) await stores.objectStore('runs').put({ ...there, takenAt: now() })
      }))
    },

    async drop() {
      await memory.drop()
      await database.use(opened => removeRun(opened, place, { only: { runId }, loss: null }))
    },
  }
}
