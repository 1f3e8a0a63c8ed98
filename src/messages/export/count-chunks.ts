import type { Chunk, WrittenChunk } from './chunks.ts'

export interface ChunkCount {
  /** In the chunks so far. */
  readonly messages: number
  /** @throws Error when the chunk does not follow those before it */
  take(chunk: WrittenChunk): Chunk
}

/** Counts what is in the chunks of a file while it is put together. */
export function countChunks(): ChunkCount {
  let messages = 0
  let lastId = 0
  return {
    get messages() {
      return messages
    },
    take(chunk) {
      if (chunk.firstId !== null && chunk.firstId <= lastId) throw new Error('The chunks of the export do not follow each other')
      lastId = chunk.lastId ?? lastId
      messages += chunk.messages
      return chunk.bytes
    },
  }
}
