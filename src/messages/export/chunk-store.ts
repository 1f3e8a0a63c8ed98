import type { ExportState } from './export-state.ts'
import type { WrittenChunk } from './chunks.ts'

/** Where the chunks of an export's files are until they are put together: out of the memory that scripts have. */
export interface ChunkStore {
  /** What is saved is there after this page has gone. */
  readonly isLasting: boolean
  /**
   * What is kept by now: another window may have gone on since this one last looked. Null where only this page has it.
   * @throws ExportMoved when it is not there any more; KeptError when the browser does not say
   */
  renew(): Promise<ExportState | null>
  /**
   * Keeps the chunks behind those that are there, and the state that they belong to: both or neither.
   * @throws ExportMoved, KeptError
   */
  save(state: ExportState, chunks: readonly WrittenChunk[]): Promise<void>
  /** @throws ExportMoved when it is not there as it was written; KeptError, or Error for one that was never written */
  read(index: number): Promise<WrittenChunk>
  /** Somebody was given the archive: it is kept for a while, in case it did not arrive. */
  taken(): Promise<void>
  /** Forgets everything. */
  drop(): Promise<void>
}

/** What is kept is not what this window goes on from: another one did, or it was taken away or spoilt. Nothing was overwritten. */
export class ExportMoved extends Error {
  readonly kind: 'elsewhere' | 'gone'

  constructor(kind: ExportMoved['kind']) {
    super(`The export went on without this window: ${kind}`)
    this.name = 'ExportMoved'
    this.kind = kind
  }
}

/** Blobs are kept by the browser, on disk when they are many, and end with the page. */
export function createMemoryStore(): ChunkStore {
  const kept: { blob: Blob, facts: Omit<WrittenChunk, 'bytes'> }[] = []
  return {
    isLasting: false,
    renew: () => Promise.resolve(null),
    async save(state, chunks) {
      // a page that failed half-way may be written again
      kept.splice(state.chunks - chunks.length)
      kept.push(...chunks.map(({ bytes, ...facts }) => ({ blob: new Blob([bytes]), facts })))
    },
    async read(index) {
      const chunk = kept[index]
      if (!chunk) throw new Error(`Chunk ${index} of the export is missing`)
      return { bytes: new Uint8Array(await chunk.blob.arrayBuffer()), ...chunk.facts }
    },
    taken: () => Promise.resolve(),
    async drop() {
      kept.length = 0
    },
  }
}
