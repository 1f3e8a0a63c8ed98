import { expect, test } from 'vitest'
import { throughForm, throughJson, throughPage } from './php-values.ts'

test('what passes through the page has text for numbers, lists for empty maps, and keeps booleans', () => {
  expect(throughPage({ a: 1, b: { c: {}, d: [2.5, null] }, e: true })).toEqual({ a: '1', b: { c: [], d: ['2.5', ''] }, e: true })
  expect(throughPage({})).toEqual([])
})

test('what passes through a form is text, and empty things are lost', () => {
  expect(throughForm({ a: 1, b: true, c: null, d: {}, e: [], f: [1, 'x'], g: { h: false } })).toEqual({ a: '1', b: 'true', f: ['1', 'x'], g: { h: 'false' } })
  expect(throughForm({})).toBeUndefined()
})

test('what passes as JSON keeps its types, and maps without entries are lists', () => {
  expect(throughJson({ a: 1, b: true, c: null, d: {}, e: { f: ['1', {}] } })).toEqual({ a: 1, b: true, c: null, d: [], e: { f: ['1', []] } })
  let deep: unknown = 'x'
  for (let level = 0; level < 5000; level++) deep = { a: deep }
  expect(throughJson(deep)).toBeUndefined()
})

test('a form drops what PHP would find too deep', () => {
  let deep: unknown = 'x'
  for (let level = 0; level < 5000; level++) deep = { a: deep }
  expect(throughForm(deep)).toBeUndefined()
})
