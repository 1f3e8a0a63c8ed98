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
