import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLine, encodeLine } from './line-codec.ts'
import type { LineVersion } from './line-version.ts'
import { LONGEST_TEXT, type LineId } from './note.ts'

const line: LineVersion = {
  id: 'a'.repeat(32) as LineId, revision: 'r1', past: ['r0'], by: 5, kind: 'to-do', text: '<b>"Молоко" & 👍</b>\u2028', isDone: true, assigneeId: 7, dueOn: '2026-12-31', order: 'V1',
  messageId: 123, taskId: 9, isRemoved: false, wasRemoved: true, conflict: [{ text: '🥛', by: null }],
}

test('a line is read as it was written, and written without signs of markup or of four bytes', () => {
  expect(decodeLine(encodeLine(line), 5)).toEqual(line)
  expect(encodeLine(line)).not.toMatch(/[<>&'\u2028\uD800-\uDFFF]/)
})

test('whatever the text, it comes back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
    expect(decodeLine(encodeLine({ ...line, text }), 5)?.text).toBe(text)
  }), { numRuns: 200 })
})

test('who wrote it is whom the portal names', () => {
  expect(decodeLine(encodeLine({ ...line, by: 1 }), 6)?.by).toBe(6)
})

const written = (): Record<string, unknown> => JSON.parse(encodeLine(line))

test.each<[string, unknown]>([
  ['nothing', null], ['no JSON', '{'], ['a number', 5], ['a list', '[]'], ['a later format', JSON.stringify({ ...written(), v: 2 })],
  ['a foreign id', JSON.stringify({ ...written(), i: '../1' })], ['a text that is too long', JSON.stringify({ ...written(), t: 'x'.repeat(LONGEST_TEXT + 1) })],
  ['a text that is none', JSON.stringify({ ...written(), t: { toString: 1 } })], ['no day', JSON.stringify({ ...written(), due: '2026-13-01' })],
  ['no place', JSON.stringify({ ...written(), o: '' })], ['nobody', JSON.stringify({ ...written(), who: -1 })], ['no number', JSON.stringify({ ...written(), msg: 1e20 })],
  ['a past without end', JSON.stringify({ ...written(), p: Array.from({ length: 61 }, () => 'a') })],
  ['versions without end', JSON.stringify({ ...written(), also: Array.from({ length: 21 }, () => ({ t: 'a', by: 1 })) })],
])('%s is no line', (_name, json) => expect(decodeLine(json, 5)).toBeNull())
