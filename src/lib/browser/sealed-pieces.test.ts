import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSecret } from './random-id.ts'
import { createPieces, type SealedPieces } from './sealed-pieces.ts'
import { createSealer } from './sealing.ts'

async function piecesOf(secret = makeSecret(), name = 'a'): Promise<SealedPieces> {
  const sealer = await createSealer(secret, 'archive')
  if (!sealer) throw new Error('no Web Crypto')
  return createPieces(sealer, name)
}

test('what was sealed opens as it was, and its length is a round one', async () => {
  const pieces = await piecesOf()
  await fc.assert(fc.asyncProperty(fc.jsonValue(), fc.uint8Array({ maxLength: 40_000 }), fc.nat(), async (facts, bytes, index) => {
    const { sealed, sum } = await pieces.sealPiece({ facts, bytes }, index)
    const json: unknown = JSON.parse(JSON.stringify(facts))
    expect(await pieces.openPiece(sealed, index, sum)).toEqual({ facts: json, bytes: new Uint8Array(bytes) })
    expect((sealed.byteLength - 28) % (16 * 1024)).toBe(0)
    expect(await pieces.openHead(await pieces.sealHead(facts))).toEqual(json)
  }), { numRuns: 30 })
})

test('a piece is not the head, nor the head a piece', async () => {
  const pieces = await piecesOf()
  const { sealed } = await pieces.sealPiece({ facts: 1 }, 0)
  expect(await pieces.openHead(sealed)).toBeUndefined()
  const head = await pieces.sealHead(1)
  const sum = Buffer.from(head).subarray(-16).toString('hex')
  expect(await pieces.openPiece(head, 0, sum)).toBeNull()
})

test('another piece, an earlier one with the same index, one of other contents and what is none is not opened', async () => {
  const secret = makeSecret()
  const pieces = await piecesOf(secret)
  const [earlier, piece] = [await pieces.sealPiece({ facts: 'earlier' }, 0), await pieces.sealPiece({ facts: 'now' }, 0)]
  expect(await pieces.openPiece(earlier.sealed, 0, piece.sum)).toBeNull()
  expect(await pieces.openPiece(piece.sealed, 1, piece.sum)).toBeNull()
  expect(await pieces.openPiece(piece.sealed, 0, undefined)).toBeNull()
  expect(await (await piecesOf(secret, 'b')).openPiece(piece.sealed, 0, piece.sum)).toBeNull()
  expect(await (await piecesOf()).openPiece(piece.sealed, 0, piece.sum)).toBeNull()
  for (const junk of [null, undefined, 'text', {}, new ArrayBuffer(0), new ArrayBuffer(16), piece.sealed.slice(1)]) {
    expect(await pieces.openPiece(junk, 0, piece.sum)).toBeNull()
    expect(await pieces.openHead(junk)).toBeUndefined()
  }
})
