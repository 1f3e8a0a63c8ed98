import { array, nullable, number, object, safeParse, string, unknown } from 'valibot'
import { change, KeptError, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import { randomId } from '../../lib/browser/random-id.ts'
import { createPieces } from '../../lib/browser/sealed-pieces.ts'
import type { Sealer } from '../../lib/browser/sealing.ts'
import { isRecord } from '../../lib/is-record.ts'
import { chunksOf, dayOf, removeRun, type ExportsSchema, type RunRecord } from './exports-database.ts'
import { STATE_VERSION, type ExportState } from './export-state.ts'
import { createMemoryStore, ExportMoved, type ChunkStore, type WrittenChunk } from './chunks.ts'

/** An export as whoever made it finds it again. */
export interface KeptRun {
  runId: string
  revision: string
  isTaken: boolean
  bytes: number
  state: ExportState
  /** Of all chunks, in their order. */
  sums: string[]
}

interface LastingOptions {
  sealer: Sealer
  /** Of its record. */
  name: string
  /** What this window goes on from; null for an export that is begun. */
  found: KeptRun | null
  now: () => number
}

const keptHead = object({ state: unknown(), sums: array(string()) })
const keptFacts = object({ messages: number(), firstId: nullable(number()), lastId: nullable(number()) })

/** Whatever opens was written by this app; another version of it wrote another state. */
const isState = (state: unknown): state is ExportState => isRecord(state) && state['version'] === STATE_VERSION

/** Opens what is kept under a name; null for what was not sealed with this secret, or is of another version of this app. */
export async function openRun(sealer: Sealer, { name, runId, revision, takenOn, bytes, head }: RunRecord): Promise<KeptRun | null> {
  const { success, output } = safeParse(keptHead, await createPieces(sealer, `${name} ${runId}`).openHead(head))
  if (!success || !isState(output.state) || output.state.chunks !== output.sums.length) return null
  return { runId, revision, isTaken: takenOn !== null, bytes, state: output.state, sums: output.sums }
}

/**
 * Keeps chunks on disk, encrypted, and from the first refusal for want of room on only as long as the page is there. What is written is
 * written behind exactly what this window has seen: two windows at one export, with names held or without, cannot mix what they wrote.
 */
export function createLastingStore(database: KeptDatabase<ExportsSchema>, { sealer, name, found, now }: LastingOptions): ChunkStore {
  const memory = createMemoryStore()
  const runId = found?.runId ?? randomId()
  const pieces = createPieces(sealer, `${name} ${runId}`)
  /** Of what this window has seen or written; null while nothing of this export is kept. */
  let revision = found?.revision ?? null
  let sums = found?.sums ?? []
  /** How many chunks are on disk, once the disk took no more. */
  let onDisk: number | null = null

  function refuseToMove(there: RunRecord | undefined): void {
    // another export may begin where one was handed out: nothing of that is wanted any more
    if (revision === null ? !there || there.takenOn !== null : there?.runId === runId && there.revision === revision) return
    throw new ExportMoved(there ? 'elsewhere' : 'gone')
  }

  async function saveOnDisk(state: ExportState, chunks: readonly WrittenChunk[]): Promise<void> {
    const next = randomId()
    const first = state.chunks - chunks.length
    const sealed = await Promise.all(chunks.map(({ bytes, ...facts }, index) => pieces.sealPiece({ facts, bytes }, first + index)))
    const nextSums = [...sums.slice(0, first), ...sealed.map(({ sum }) => sum)]
    const head = await pieces.sealHead({ state, sums: nextSums })
    const loss = await createPieces(sealer, `${name} loss`).sealHead({ read: state.read })
    await database.use(opened => change(opened, ['runs', 'chunks', 'losses'], async (stores) => {
      const runs = stores.objectStore('runs')
      const there = await runs.get(name)
      if (there?.revision === next) return // written before the browser closed the database
      refuseToMove(there)
      if (there && there.runId !== runId) await stores.objectStore('chunks').delete(chunksOf(there.runId))
      const size = chunks.reduce((sum, { bytes }) => sum + bytes.byteLength, there?.runId === runId ? there.bytes : 0)
      // whatever may lie there: what counts is what the head lists
      await stores.objectStore('chunks').delete(IDBKeyRange.bound([runId, first], [runId, Infinity]))
      await Promise.all([
        ...sealed.map((piece, index) => stores.objectStore('chunks').add(piece.sealed, [runId, first + index])),
        runs.put({ name, runId, revision: next, savedOn: dayOf(now()), takenOn: null, bytes: size, head, loss }),
        stores.objectStore('losses').delete(name),
      ])
    }))
    revision = next
    sums = nextSums
  }

  return {
    get isLasting() {
      return onDisk === null
    },

    async renew() {
      if (revision === null) return null
      const there = await database.use(opened => opened.get('runs', name))
      const run = there?.runId === runId ? await openRun(sealer, there) : null
      if (!run) throw new ExportMoved('gone')
      // what is in memory goes on from there
      if (onDisk !== null && run.revision === revision) return null
      onDisk = null
      await memory.drop()
      revision = run.revision
      sums = run.sums
      return run.state
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
      const chunk = await pieces.openPiece(await database.use(opened => opened.get('chunks', [runId, index])), index, sums[index])
      const { success, output } = safeParse(keptFacts, chunk?.facts)
      if (chunk && success) return { bytes: chunk.bytes, ...output }
      // without it nothing can be made of the others
      await database.use(opened => removeRun(opened, name, { only: { runId }, lostOn: null }))
      throw new ExportMoved('gone')
    },

    async taken() {
      await database.use(opened => change(opened, ['runs'], async (stores) => {
        const there = await stores.objectStore('runs').get(name)
        if (there?.runId === runId) await stores.objectStore('runs').put({ ...there, takenOn: dayOf(now()) })
      }))
    },

    async drop() {
      await memory.drop()
      await database.use(opened => removeRun(opened, name, { only: { runId }, lostOn: null }))
    },
  }
}
