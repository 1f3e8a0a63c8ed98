import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom, fraction, hashText, hexText, noise, pick, uuidText } from './random.ts'

test('the same seed gives the same sequence', () => {
  const draw = (seed: string) => {
    const random = createRandom(seed)
    return [random.next(), random.integer(1, 100), random.pick(['a', 'b', 'c']), random.chance(0.5)]
  }
  expect(draw('one')).toEqual(draw('one'))
  expect(draw('one')).not.toEqual(draw('two'))
})

test('a row of noise can be read at any position', () => {
  const row = hashText('row')
  const forwards = Array.from({ length: 50 }, (_unused, index) => noise(row, index))
  const backwards = Array.from({ length: 50 }, (_unused, index) => noise(row, 49 - index)).reverse()
  expect(backwards).toEqual(forwards)
})

test('fractions lie from 0 up to but not including 1', () => {
  fc.assert(fc.property(fc.integer(), fc.nat(), (seed, index) => {
    const part = fraction(seed, index)
    return part >= 0 && part < 1
  }))
})

test('noise spreads evenly enough to choose with', () => {
  const row = hashText('spread')
  const buckets = Array.from({ length: 10 }, () => 0)
  for (let index = 0; index < 10_000; index += 1) {
    const bucket = noise(row, index) % 10
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
  }
  expect(Math.min(...buckets)).toBeGreaterThan(850)
  expect(Math.max(...buckets)).toBeLessThan(1_150)
})

test('integers keep to both ends', () => {
  const random = createRandom('ends')
  const drawn = new Set(Array.from({ length: 200 }, () => random.integer(3, 5)))
  expect([...drawn].sort()).toEqual([3, 4, 5])
})

test('picking from nothing is an error', () => {
  expect(() => pick([], 1)).toThrow(RangeError)
})

test('hexadecimal text has the asked length', () => {
  expect(hexText('seed', 33)).toMatch(/^[0-9a-f]{33}$/)
})

test('a generated UUID has the form of version 4', () => {
  expect(uuidText('message')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
