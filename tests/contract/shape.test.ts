import { expect, test } from 'vitest'
import { shapeDifferences } from './shape.ts'

test('other values of the same types are no difference', () => {
  expect(shapeDifferences({ id: 1, name: 'a', list: [1] }, { id: 2, name: '', list: [] })).toEqual([])
})

test('a missing key is named by its path', () => {
  expect(shapeDifferences({ result: { a: { b: 1 } } }, { result: { a: {} } })).toEqual(['result.a.b is missing'])
})

test('another type is named with both types', () => {
  expect(shapeDifferences({ id: '1' }, { id: 1 })).toEqual(['id is number, the sample has string'])
})

test('keys that the sample lacks are allowed', () => {
  expect(shapeDifferences({ id: 1 }, { id: 1, more: true })).toEqual([])
})

test('null is a difference unless the path is listed', () => {
  expect(shapeDifferences({ text: '' }, { text: null })).toEqual(['text is null, the sample has string'])
  expect(shapeDifferences({ text: '' }, { text: null }, { also: { text: ['null'] } })).toEqual([])
})

test('a listed path does not excuse a third type', () => {
  expect(shapeDifferences({ text: '' }, { text: 1 }, { also: { text: ['null'] } })).toHaveLength(1)
})

test('a key that one element of the sample lacks is optional in every element', () => {
  const sample = [{ id: 1, user: {} }, { id: 'chat1' }]
  expect(shapeDifferences(sample, [{ id: 'chat2' }, { id: 3, user: {} }])).toEqual([])
  expect(shapeDifferences(sample, [{ user: {} }])).toEqual(['[].id is missing'])
})

test('an empty list where the sample has an object is a difference: PHP prints empty maps so', () => {
  expect(shapeDifferences({ phones: { a: '' } }, { phones: [] })).toEqual(['phones is array, the sample has object'])
})

test('each difference is reported once, however many elements have it', () => {
  expect(shapeDifferences([{ a: 1 }], [{}, {}, {}])).toEqual(['[].a is missing'])
})
