import { change, KeptError, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import { randomId } from '../../lib/browser/random-id.ts'
import { chunksOf, removeRun, type ExportsSchema, type KeptRun } from './exports-database.ts'
import { STATE_VERSION, type ExportState } from './export-state.ts'
import { createMemoryStore, ExportMoved, noChunk, type ChunkStore } from './chunk-store.ts'
import type { WrittenChunk } from './chunks.ts'

interface LastingOptions {
  owner: string
  /** What this window goes on from; null for an export that is begun. */
  found: Pick<KeptRun, 'runId' | 'revision'> | null
  now: () => number
}

/** Another export may begin where this one is: nothing of it is wanted any more. */
const isOver = ({ state, takenAt }: KeptRun): boolean => state.version !== STATE_VERSION || takenAt !== null

/**
 * Keeps chunks on disk, and from the first refusal for want of room on only as long as the page is there. What is written is written
 * behind exactly what this window has seen: two windows at one export, with names held or without, cannot mix what they wrote.
 */
export function createLastingStore(database: KeptDatabase<ExportsSchema>, { owner, found, now }: LastingOptions): ChunkStore {
  const memory = createMemoryStore()
  const runId = found?.runId ?? randomId()
  /** Of what this window has seen or written; null while nothing of this export is kept. */
  let revision = found?.revision ?? null
  /** How many chunks are on disk, once the disk took no more. */
  let onDisk: number | null = null

  function refuseToMove(there: KeptRun | undefined): void {
    if (revision === null ? !there || isOver(there) : there?.runId === runId && there.revision === revision) return
    throw new ExportMoved(there ? 'elsewhere' : 'gone')
  }

  async function saveOnDisk(state: ExportState, chunks: readonly WrittenChunk[]): Promise<void> {
    const next = randomId()
    await database.use(opened => change(opened, ['runs', 'chunks', 'losses'], async (stores) => {
      const runs = stores.objectStore('runs')
      const there = await runs.get(owner)
      if (there?.revision === next) return // written before the browser closed the database
      refuseToMove(there)
      if (there && there.runId !== runId) await stores.objectStore('chunks').delete(chunksOf(there.runId))
      const first = state.chunks - chunks.length
      const size = chunks.reduce((sum, { bytes }) => sum + bytes.byteLength, there?.runId === runId ? there.bytes : 0)
      await Promise.all([
        ...chunks.map((chunk, index) => stores.objectStore('chunks').add(chunk, [runId, first + index])),
        runs.put({ owner, runId, revision: next, savedAt: now(), takenAt: null, bytes: size, state }),
        stores.objectStore('losses').delete(owner),
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
      const there = await database.use(opened => opened.get('runs', owner))
      if (!there || there.runId !== runId) throw new ExportMoved('gone')
      // what is in memory goes on from there
      if (onDisk !== null && there.revision === revision) return null
      onDisk = null
      await memory.drop()
      revision = there.revision
      return there.state
    },

    async save(state, chunks) {
      const first = state.chunks - chunks.length
      if (onDisk === null) {
        try {
          await saveOnDisk(state, chunks)
          return
        } catch (error) {
          // where the disk is closed for good, what is there cannot be read either: nothing is gone on with then
          if (!(error instanceof KeptError) || (error.kind === 'refused' && first > 0)) throw error
          onDisk = first
        }
      }
      await memory.save({ ...state, chunks: state.chunks - onDisk }, chunks)
    },

    async read(index) {
      if (onDisk !== null && index >= onDisk) return memory.read(index - onDisk)
      const chunk = await database.use(opened => opened.get('chunks', [runId, index]))
      if (!chunk) throw noChunk(index)
      return chunk
    },

    async taken() {
      await database.use(opened => change(opened, ['runs'], async (stores) => {
        const there = await stores.objectStore('runs').get(owner)
        if (there?.runId === runId) await stores.objectStore('runs').put({ ...there, takenAt: now() })
      }))
    },

    async drop() {
      await memory.drop()
      await database.use(opened => removeRun(opened, owner, { only: { runId }, loss: null }))
    },
  }
}
