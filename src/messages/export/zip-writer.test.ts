import { expect, test, vi } from 'vitest'
import { unzip } from '../../../tests/support/unzip.ts'
import type { Piece } from './pieces.ts'
import { createZipWriter } from './zip-writer.ts'

const encoder = new TextEncoder()
const AT = Date.UTC(2026, 2, 12, 13)

/** A text that compresses well, in as many pieces. */
function* piecesOf(count: number): Generator<Piece> {
  for (let piece = 0; piece < count; piece += 1) yield encoder.encode(`piece ${piece} `.repeat(1_000))
}

async function archiveOf(files: Readonly<Record<string, Iterable<Piece>>>): Promise<Blob> {
  const zip = createZipWriter(AT)
  for (const [name, pieces] of Object.entries(files)) await zip.write(name, pieces)
  return (await zip.finish()).blob
}

test('files of no bytes, of one and of many pieces, with names of any language, are read by others as they were written (b1)', async () => {
  const files = await unzip(await archiveOf({ 'empty.txt': [], 'none.txt': [new Uint8Array(0)], 'one.txt': piecesOf(1), 'Größe 会議 😀.txt': piecesOf(300) }))
  const sizes = [...files].map(([name, content]) => [name, content.length])
  const long = Buffer.concat([...piecesOf(300)])
  expect(sizes).toEqual([['empty.txt', 0], ['none.txt', 0], ['one.txt', 8_000], ['Größe 会議 😀.txt', long.length]])
  expect(files.get('Größe 会議 😀.txt')?.equals(long)).toBe(true)
})

test('a browser that does not compress makes an archive that is only larger (r17)', async () => {
  const compressed = await archiveOf({ 'a.txt': piecesOf(20) })
  vi.stubGlobal('CompressionStream', undefined)
  const stored = await archiveOf({ 'a.txt': piecesOf(20) })
  vi.unstubAllGlobals()
  expect([...await unzip(stored)]).toEqual([...await unzip(compressed)])
  expect(stored.size).toBeGreaterThan(20 * 8_000)
  expect(compressed.size).toBeLessThan(stored.size / 10)
})

test('what keeps a piece from being read is what ends the writing, and nothing more is read', async () => {
  let asked = 0
  const failure = new Error('Piece 2 is missing')
  const pieces = async function* failing(): AsyncGenerator<Piece> {
    for (const piece of piecesOf(9)) {
      asked += 1
      if (asked === 3) throw failure
      yield await Promise.resolve(piece)
    }
  }
  await expect(createZipWriter(AT).write('a.txt', pieces())).rejects.toBe(failure)
  expect(asked).toBe(3)
})
