import type { ExportState } from './export-state.ts'

export type Chunk = Uint8Array<ArrayBuffer>

/** A chunk with what is in it: by this, not by what was counted while it was written, a file says what it has. */
export interface WrittenChunk {
  bytes: Chunk
  /** Messages that are in it, whole. */
  messages: number
  /** Of the first and the last of them; null for none. */
  firstId: number | null
  lastId: number | null
}

/** Characters after which a chunk is encoded: few enough for a moment's work, enough to be few. */
const LONGEST = 256_000

export interface Chunks {
  /** Chunks that were ended since the last cut. */
  readonly count: number
  /** Characters appended since the last cut. */
  readonly waiting: number
  /**
   * @param messageId of the message that the text is
   * @returns how many bytes it has
   */
  append(text: string, messageId?: number): number
  /** What follows is in another chunk. */
  end(): void
  /** All chunks since the last time. */
  cut(): WrittenChunk[]
}

function joined(texts: readonly Chunk[], bytes: number): Chunk {
  const chunk = new Uint8Array(bytes)
  let at = 0
  for (const text of texts) {
    chunk.set(text, at)
    at += text.length
  }
  return chunk
}

/** Text in chunks of UTF-8. */
export function createChunks(): Chunks {
  const encoder = new TextEncoder()
  let done: WrittenChunk[] = []
  let ids: number[] = []
  let texts: Chunk[] = []
  let characters = 0
  let bytes = 0
  let waiting = 0

  function end(): void {
    if (bytes > 0) done.push({ bytes: joined(texts, bytes), messages: ids.length, firstId: ids[0] ?? null, lastId: ids.at(-1) ?? null })
    texts = []
    ids = []
    characters = 0
    bytes = 0
  }

  return {
    get count() {
      return done.length
    },
    get waiting() {
      return waiting
    },
    append(text, messageId) {
      if (messageId !== undefined) ids.push(messageId)
      const encoded = encoder.encode(text)
      texts.push(encoded)
      characters += text.length
      bytes += encoded.length
      waiting += text.length
      if (characters >= LONGEST) end()
      return encoded.length
    },
    end,
    cut() {
      end()
      const chunks = done
      done = []
      waiting = 0
      return chunks
    },
  }
}

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
