/**
 * `npm run test:archives`: the archives that need the larger form of ZIP, which has room for more than 65,535 files and for more than 4 GiB,
 * read by programs that are not ours. Not part of `npm test`: it takes minutes, and 4.5 GB of the temporary folder.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Chunk } from '../../src/messages/export/chunks.ts'
import { createZipWriter, type ZipWriter } from '../../src/messages/export/zip-writer.ts'
import { installArchiveReaders, tryArchive } from '../support/archive-readers.ts'

const AT = Date.UTC(2026, 2, 12, 13)
const FILES = 70_000
const CHUNK = 1_000_000
/** As long as a part of an export may be. */
const CHUNKS_A_FILE = 250
const LARGE_FILES = 18

const encoder = new TextEncoder()

/** Writes an archive to the disk as it is made, so that no memory has to hold it. */
async function archiveAt(path: string, write: (zip: ZipWriter) => Promise<void>): Promise<void> {
  const file = openSync(path, 'w')
  try {
    const zip = createZipWriter(AT, (bytes) => {
      for (const chunk of bytes) writeSync(file, chunk)
      return new Blob([])
    })
    await write(zip)
    await zip.finish()
  } finally {
    closeSync(file)
  }
}

async function writeManyFiles(zip: ZipWriter): Promise<void> {
  for (let index = 0; index < FILES; index += 1) await zip.write(`message-${index}.txt`, [encoder.encode(`message ${index}`)])
}

function* largeFile(number: number): Generator<Chunk> {
  const chunk = new Uint8Array(CHUNK)
  for (let index = 0; index < CHUNKS_A_FILE; index += 1) yield chunk.fill((number + index) % 256)
}

/** More than 4 GiB behind which other files begin. What compresses would be none, so nothing is compressed. */
async function writeLargeFiles(zip: ZipWriter): Promise<void> {
  for (let number = 1; number <= LARGE_FILES; number += 1) await zip.write(`messages-${number}.txt`, largeFile(number))
}

installArchiveReaders()
const folder = mkdtempSync(join(tmpdir(), 'chatside-archives-'))
try {
  const many = join(folder, 'many.zip')
  await archiveAt(many, writeManyFiles)
  console.log(`${FILES} files: ${(await tryArchive(many)).join(', ')}`)
  rmSync(many)
  Reflect.deleteProperty(globalThis, 'CompressionStream')
  const large = join(folder, 'large.zip')
  await archiveAt(large, writeLargeFiles)
  const { size } = statSync(large)
  if (size <= 2 ** 32) throw new Error(`${size} bytes are no more than 4 GiB.`)
  const programs = await tryArchive(large)
  console.log(`${size} bytes: ${programs.join(', ')}`)
  if (programs.length === 0) throw new Error('No program here reads archives: install unzip or Python.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
