import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Zip, ZipDeflate } from 'fflate'

export interface ZipFile {
  /** Must end with `isLast`. */
  push(bytes: Uint8Array<ArrayBuffer>, isLast: boolean): void
  /** Of what was pushed. */
  sum(): { size: number, sha256: string }
}

export interface ZipWriter {
  /** One file at a time: the one before must have ended. */
  file(name: string): ZipFile
  finish(): { blob: Blob, sha256: string }
}

/** Bytes that are handed to the browser together. */
const CHUNK = 1_000_000
const TYPE = 'application/zip'

/** An archive whose bytes leave the memory of scripts as they are made. @param at time that its files carry, so that equal exports are equal */
export function createZipWriter(at: number): ZipWriter {
  const blobs: Blob[] = []
  const whole = sha256.create()
  let chunk: Uint8Array<ArrayBuffer>[] = []
  let length = 0

  function flush(): void {
    blobs.push(new Blob(chunk))
    chunk = []
    length = 0
  }

  const zip = new Zip((error, bytes) => {
    if (error) throw error
    whole.update(bytes)
    chunk.push(bytes)
    length += bytes.length
    if (length >= CHUNK) flush()
  })

  return {
    file(name) {
      const sums = sha256.create()
      const entry = new ZipDeflate(name, { level: 6 })
      entry.mtime = at
      let size = 0
      zip.add(entry)
      return {
        push(bytes, isLast) {
          sums.update(bytes)
          size += bytes.length
          entry.push(bytes, isLast)
        },
        sum: () => ({ size, sha256: bytesToHex(sums.digest()) }),
      }
    },
    finish() {
      zip.end()
      flush()
      return { blob: new Blob(blobs, { type: TYPE }), sha256: bytesToHex(whole.digest()) }
    },
  }
}
