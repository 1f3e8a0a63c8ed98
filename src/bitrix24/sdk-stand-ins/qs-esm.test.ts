import fc from 'fast-check'
import { stringify as real } from 'qs-esm'
import { expect, test } from 'vitest'
import { stringify } from './qs-esm.ts'

/** Texts that tear surrogate pairs, longer than qs-esm's slice too. */
const torn = fc.array(fc.constantFrom('\ud83d', '\ude00', '😀', 'é', 'a', '(', '%', 'ab'.repeat(511)), { maxLength: 12 }).map(parts => parts.join(''))

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), torn, fc.constantFrom('$result[chat][owner]', 'a=b&c[]=%5B', '~-._!\'()*', '\u0000', '+ /?'))

/** What JSON can say, nested, and what the SDK's own types allow besides: dates, big integers, nothing at all. */
const parameters = fc.letrec(tie => ({
  leaf: fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.bigInt(), fc.constant(null), fc.constant(undefined), fc.date({ noInvalidDate: true })),
  value: fc.oneof({ maxDepth: 5, withCrossShrink: true }, tie('leaf'), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(text, tie('value'), { maxKeys: 4 })),
  object: fc.oneof(fc.dictionary(text, tie('value'), { maxKeys: 6 }), fc.array(tie('value'), { maxLength: 4 })),
})).object as fc.Arbitrary<object>

test('parameters of any depth are written as qs-esm writes them', () => {
  fc.assert(fc.property(parameters, (value) => {
    expect(stringify(value)).toBe(real(value))
  }), { numRuns: 400 })
})

test('a text with torn surrogate pairs is written as qs-esm writes it', () => {
  fc.assert(fc.property(torn, (value) => {
    expect(stringify({ [value]: value })).toBe(real({ [value]: value }))
  }), { numRuns: 300 })
})

test('holes, nothing, empty lists and empty maps are left out as qs-esm leaves them out', () => {
  for (const value of [{}, [], { a: [] }, { a: {} }, { a: [undefined, 1] }, { a: [[], [[]], 2] }, { a: undefined }, { '': '' }, { '': { '': null } }, Object.create(null)]) {
    expect(stringify(value)).toBe(real(value))
  }
})

test('what is not written fails at once', () => {
  expect(() => stringify({ a: Symbol('a') })).toThrow(TypeError)
  expect(() => stringify({ a: [() => 1] })).toThrow(TypeError)
  expect(() => stringify({ a: new Date(Number.NaN) })).toThrow(RangeError)
  expect(() => real({ a: new Date(Number.NaN) })).toThrow(RangeError)
  const round: Record<string, unknown> = {}
  round['round'] = round
  expect(() => stringify(round)).toThrow(RangeError)
  expect(() => real(round)).toThrow(RangeError)
})
