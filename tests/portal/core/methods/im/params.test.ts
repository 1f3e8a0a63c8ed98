import { expect, test } from 'vitest'
import { integerOf, isFlagSet, isGiven, limitOf, offsetOf, textOf, upperCaseNames } from './params.ts'

test.each([['17', 17], [17, 17], [' 17', 17], ['17abc', 17], ['-3', -3], ['', 0], ['abc', 0], [null, 0], [undefined, 0], [{}, 0], [[5], 0], [true, 1], [Number.NaN, 0]])('%j is read as the number %i', (value, number) => {
  expect(integerOf(value)).toBe(number)
})

test('numbers of JSON and text of a form are the same text', () => {
  expect([textOf(1489), textOf('1489'), textOf({}), textOf(null)]).toEqual(['1489', '1489', '', ''])
})

test('only Y switches a flag on', () => {
  expect(['Y', 'y', 'N', true, 1, undefined].map(isFlagSet)).toEqual([true, false, false, false, false, false])
})

test('null counts as not given', () => {
  expect([null, undefined, '', 0].map(isGiven)).toEqual([false, false, true, true])
})

test('limits keep between 1 and the most', () => {
  expect([undefined, '0', -5, 'x', 7, '500'].map(value => limitOf(value, 50, 200))).toEqual([50, 50, 50, 50, 7, 200])
})

test('names are read in any case', () => {
  expect(upperCaseNames({ dialog_id: 'chat1', LIMIT: 2 })).toEqual({ DIALOG_ID: 'chat1', LIMIT: 2 })
})

test.each([
  [{ OFFSET: 40 }, 40], [{ offset: '40' }, 40], [{ OFFSET: -1 }, 0], [{}, 0],
  [{ start: 50, OFFSET: 40 }, 50], [{ start: 0, OFFSET: 40 }, 40], [{ START: 50 }, 0],
])('with %j a page begins at %i', (params, offset) => {
  expect(offsetOf(params)).toBe(offset)
})
