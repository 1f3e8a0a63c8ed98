import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeSecret } from './random-id.ts'
import { createSealer, type Sealer } from './sealing.ts'

async function aSealer(secret: string, purpose = 'views'): Promise<Sealer> {
  const sealer = await createSealer(secret, purpose)
  if (!sealer) throw new Error('no Web Crypto')
  return sealer
}

const bytes = fc.uint8Array({ maxLength: 300 }).map(given => new Uint8Array(given))

test('what is sealed opens again, under its name and index only', async () => {
  const sealer = await aSealer(makeSecret())
  await fc.assert(fc.asyncProperty(bytes, fc.string(), fc.nat(), async (piece, name, index) => {
    const sealed = await sealer.seal(name, piece, index)
    expect(await sealer.open(name, sealed, index)).toEqual(piece)
    expect(await sealer.open(`${name}x`, sealed, index)).toBeNull()
    expect(await sealer.open(name, sealed, index + 1)).toBeNull()
  }))
})

test('what was changed anywhere, cut off, or made longer does not open', async () => {
  const sealer = await aSealer(makeSecret())
  await fc.assert(fc.asyncProperty(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(), async (piece, at, flip, cut) => {
    const sealed = new Uint8Array(await sealer.seal('a', piece))
    const forged = sealed.slice()
    const place = at % forged.length
    forged[place] = (forged[place] ?? 0) ^ flip
    expect(await sealer.open('a', forged.buffer)).toBeNull()
    expect(await sealer.open('a', sealed.slice(0, cut % sealed.length).buffer)).toBeNull()
    expect(await sealer.open('a', new Uint8Array([...sealed, flip]).buffer)).toBeNull()
  }))
})

test('anything that was never sealed does not open, and nothing throws', async () => {
  const sealer = await aSealer(makeSecret())
  await fc.assert(fc.asyncProperty(fc.anything(), fc.string(), async (value, name) => {
    expect(await sealer.open(name, value)).toBeNull()
  }))
  await fc.assert(fc.asyncProperty(bytes, async (value) => {
    expect(await sealer.open('a', value.buffer)).toBeNull()
  }))
})

test('another secret and another purpose open nothing and give other names', async () => {
  const [secret, other] = [makeSecret(), makeSecret()]
  const [own, foreign, elsewhere, again] = await Promise.all([aSealer(secret), aSealer(other), aSealer(secret, 'exports'), aSealer(secret)])
  const sealed = await own.seal('a', new Uint8Array([1, 2, 3]))
  expect(await foreign.open('a', sealed)).toBeNull()
  expect(await elsewhere.open('a', sealed)).toBeNull()
  expect(await again.open('a', sealed)).toEqual(new Uint8Array([1, 2, 3]))
  const names = await Promise.all([own, foreign, elsewhere, again].map(sealer => sealer.nameOf(['https://a', 'chat1'])))
  expect(new Set(names).size).toBe(3)
  expect(names[0]).toBe(names[3])
  expect(names[0]).toMatch(/^[0-9a-f]{64}$/)
})

test('parts of a name cannot be run together', async () => {
  const sealer = await aSealer(makeSecret())
  const names = await Promise.all([['a', 'b'], ['ab'], ['a', 'b', ''], ['a', '["b"]'], ['1'], [1]].map(parts => sealer.nameOf(parts)))
  expect(new Set(names).size).toBe(names.length)
})

test('the same piece is never sealed to the same bytes', async () => {
  const sealer = await aSealer(makeSecret())
  const sealed = await Promise.all(Array.from({ length: 50 }, () => sealer.seal('a', new Uint8Array(4))))
  expect(new Set(sealed.map(one => new Uint8Array(one).join())).size).toBe(50)
})

test.each(['', 'abc', 'g'.repeat(64), 'A'.repeat(64), 'a'.repeat(66)])('%j is no secret', async (secret) => {
  expect(await createSealer(secret, 'views')).toBeNull()
})

test('without Web Crypto there is no sealer', async () => {
  const { crypto } = globalThis
  Object.defineProperty(globalThis, 'crypto', { configurable: true, value: { getRandomValues: crypto.getRandomValues.bind(crypto) } })
  try {
    expect(await createSealer('a'.repeat(64), 'views')).toBeNull()
  } finally {
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: crypto })
  }
})
