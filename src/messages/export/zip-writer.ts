import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ZipWriter as Writer } from '@zip.js/zip.js/lib/zip-core-writer.js'
import type { Piece } from './pieces.ts'

export interface WrittenEntry {
  /** Bytes. */
  size: number
  sha256: string
}

export interface ZipWriter {
  /** One file at a time: the one before must have been written. @throws whatever kept a piece from being read */
  write(name: string, pieces: AsyncIterable<Piece> | Iterable<Piece>): Promise<WrittenEntry>
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

/** Piece after piece as they are asked for, so that none waits in memory. */
function streamOf(pieces: AsyncIterable<Piece> | Iterable<Piece>, onPiece: (piece: Piece) => void): ReadableStream<Piece> {
  const iterator = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) {
        controller.close()
        return
      }
      onPiece(value)
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
export function createZipWriter(at: number, toBlob = (bytes: Piece[]): Blob => new Blob(bytes)): ZipWriter {
  const blobs: Blob[] = []
  const whole = sha256.create()
  let chunk: Piece[] = []
  let length = 0

  function flush(): void {
    blobs.push(toBlob(chunk))
    chunk = []
    length = 0
  }

  const zip = new Writer(new WritableStream<Piece>({
    write(bytes) {
      whole.update(bytes)
      chunk.push(bytes)
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
    async write(name, pieces) {
      const sums = sha256.create()
      let size = 0
      // a part is never so large that its sizes need the larger form, which older programs do not read
      await zip.add(name, streamOf(pieces, (piece) => {
        sums.update(piece)
        size += piece.length
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
