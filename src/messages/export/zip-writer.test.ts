import { expect, test, vi } from 'vitest'
import { unzip } from '../../../tests/support/unzip.ts'
import type { Chunk } from './chunks.ts'
import { createZipWriter } from './zip-writer.ts'

const encoder = new TextEncoder()
const AT = Date.UTC(2026, 2, 12, 13)

/** A text that compresses well, in as many chunks. */
function* chunksOf(count: number): Generator<Chunk> {
  for (let chunk = 0; chunk < count; chunk += 1) yield encoder.encode(`chunk ${chunk} `.repeat(1_000))
}

async function archiveOf(files: Readonly<Record<string, Iterable<Chunk>>>): Promise<Blob> {
  const zip = createZipWriter(AT)
  for (const [name, chunks] of Object.entries(files)) await zip.write(name, chunks)
  return (await zip.finish()).blob
}

test('files of no bytes, of one and of many chunks, with names of any language, are read by others as they were written (b1)', async () => {
  const files = await unzip(await archiveOf({ 'empty.txt': [], 'none.txt': [new Uint8Array(0)], 'one.txt': chunksOf(1), 'Größe 会議 😀.txt': chunksOf(300) }))
  const sizes = [...files].map(([name, content]) => [name, content.length])
  const long = Buffer.concat([...chunksOf(300)])
  expect(sizes).toEqual([['empty.txt', 0], ['none.txt', 0], ['one.txt', 8_000], ['Größe 会議 😀.txt', long.length]])
  expect(files.get('Größe 会議 😀.txt')?.equals(long)).toBe(true)
})

test('a browser that does not compress makes an archive that is only larger (r17)', async () => {
  const compressed = await archiveOf({ 'a.txt': chunksOf(20) })
  vi.stubGlobal('CompressionStream', undefined)
  const stored = await archiveOf({ 'a.txt': chunksOf(20) })
  vi.unstubAllGlobals()
  expect([...await unzip(stored)]).toEqual([...await unzip(compressed)])
  expect(stored.size).toBeGreaterThan(20 * 8_000)
  expect(compressed.size).toBeLessThan(stored.size / 10)
})

test('what keeps a chunk from being read is what ends the writing, and nothing more is read', async () => {
  let asked = 0
  const failure = new Error('Chunk 2 is missing')
  const chunks = async function* failing(): AsyncGenerator<Chunk> {
    for (const chunk of chunksOf(9)) {
      asked += 1
      if (asked === 3) throw failure
      yield await Promise.resolve(chunk)
    }
  }
  await expect(createZipWriter(AT).write('a.txt', chunks())).rejects.toBe(failure)
  expect(asked).toBe(3)
})
