import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ZipWriter as Writer } from '@zip.js/zip.js/lib/zip-core-writer.js'
import type { Chunk } from './chunks.ts'

export interface WrittenEntry {
  /** Bytes. */
  size: number
  sha256: string
}

export interface ZipWriter {
  /** One file at a time: the one before must have been written. @throws whatever kept a chunk from being read */
  write(name: string, chunks: AsyncIterable<Chunk> | Iterable<Chunk>): Promise<WrittenEntry>
  finish(): Promise<{ blob: Blob, sha256: string }>
}

/** Bytes that are handed to the browser together. */
const CHUNK = 1_000_000
const TYPE = 'application/zip'
const STORED = 0
/** The one level that browsers have; for any other the library brings its own compression. */
const BROWSERS_OWN = 6

/** Whether this browser compresses: by this name the library, which takes the sums from what it gets. */
function canCompress(): boolean {
  try {
    return new CompressionStream('gzip') instanceof CompressionStream
  } catch {
    return false
  }
}

/** Chunk after chunk as they are asked for, so that none waits in memory. */
function streamOf(chunks: AsyncIterable<Chunk> | Iterable<Chunk>, onChunk: (chunk: Chunk) => void): ReadableStream<Chunk> {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) {
        controller.close()
        return
      }
      onChunk(value)
      controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    },
  }, { highWaterMark: 0 })
}

/**
 * An archive whose bytes leave the memory of scripts as they are made.
 * @param at time that its files carry, so that equal exports are equal
 * @param toBlob what takes the next bytes
 */
export function createZipWriter(at: number, toBlob = (bytes: Chunk[]): Blob => new Blob(bytes)): ZipWriter {
  const blobs: Blob[] = []
  const whole = sha256.create()
  let waiting: Chunk[] = []
  let length = 0

  function flush(): void {
    blobs.push(toBlob(waiting))
    waiting = []
    length = 0
  }

  const zip = new Writer(new WritableStream<Chunk>({
    write(bytes) {
      whole.update(bytes)
      waiting.push(bytes)
      length += bytes.length
      if (length >= CHUNK) flush()
    },
  }), {
    // what the browser does not compress is only larger
    level: canCompress() ? BROWSERS_OWN : STORED,
    lastModDate: new Date(at),
    extendedTimestamp: false,
    // the browser compresses beside the page anyway
    useWebWorkers: false,
  })

  return {
    async write(name, chunks) {
      const sums = sha256.create()
      let size = 0
      // a part is never so large that its sizes need the larger form, which older programs do not read
      await zip.add(name, streamOf(chunks, (chunk) => {
        sums.update(chunk)
        size += chunk.length
      }), { zip64: false })
      return { size, sha256: bytesToHex(sums.digest()) }
    },
    async finish() {
      await zip.close()
      flush()
      return { blob: new Blob(blobs, { type: TYPE }), sha256: bytesToHex(whole.digest()) }
    },
  }
}
