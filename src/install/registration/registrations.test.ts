import { expect, test } from 'vitest'
import { parseRegistrations } from './registrations.ts'

test('a row keeps its placement, handler and title', () => {
  const rows = [{ placement: 'IM_SIDEBAR', userId: 0, handler: 'https://app.example.com/', options: [], title: 'Chatside', description: '', langAll: {} }]
  expect(parseRegistrations(rows)).toEqual([{ placement: 'IM_SIDEBAR', handler: 'https://app.example.com/', title: 'Chatside' }])
})

test('fields of the wrong type are empty and rows that are none are left out', () => {
  expect(parseRegistrations([null, 'x', { placement: 7, handler: {} }])).toEqual([{ placement: '', handler: '', title: '' }])
})

test.each([true, null, undefined, {}, 'x'])('%j instead of a list is a bad answer', (value) => {
  expect(() => parseRegistrations(value)).toThrow('bad-answer placement.get')
})
