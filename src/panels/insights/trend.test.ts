import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trendOf } from './trend.ts'

test('a trend rises or falls when one half has a fifth more of all than the other', () => {
  expect(trendOf([1, 1, 5, 9])).toBe('rising')
  expect(trendOf([9, 5, 1, 1])).toBe('falling')
  expect(trendOf([3, 2, 3, 2])).toBe('steady')
  expect(trendOf([0, 0, 0, 0])).toBe('steady')
})

test('backwards a rise is a fall', () => {
  const opposite = { rising: 'falling', falling: 'rising', steady: 'steady' } as const
  fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 12 }), (counts) => {
    expect(trendOf([...counts].reverse())).toBe(opposite[trendOf(counts)])
  }))
})
