import { expect, test } from 'vitest'
import { GeneratedMap } from './generated-map.ts'

/** 2 → 'two times 2', 4, 6. */
function aMap() {
  return new GeneratedMap<string>({ valueOf: key => [2, 4, 6].includes(key) ? `made ${key}` : undefined, keys: () => [2, 4, 6] })
}

test('entries are made when asked for', () => {
  const map = aMap()
  expect([map.get(4), map.has(4), map.get(5), map.has(5), map.size]).toEqual(['made 4', true, undefined, false, 3])
})

test('what is set replaces what is made, or comes after it', () => {
  const map = aMap().set(4, 'mine').set(9, 'new')
  expect([...map]).toEqual([[2, 'made 2'], [4, 'mine'], [6, 'made 6'], [9, 'new']])
})

test('what is deleted stays away until it is set again', () => {
  const map = aMap()
  expect([map.delete(4), map.delete(4), map.get(4), map.size]).toEqual([true, false, undefined, 2])
  expect([...map.set(4, 'back').values()]).toEqual(['made 2', 'back', 'made 6'])
})

test('clearing leaves nothing', () => {
  const map = aMap().set(9, 'new')
  map.clear()
  expect([map.size, [...map.keys()]]).toEqual([0, []])
})

test('every entry is visited with its key', () => {
  const seen: unknown[] = []
  aMap().forEach((value, key) => seen.push([key, value]))
  expect(seen).toEqual([[2, 'made 2'], [4, 'made 4'], [6, 'made 6']])
})
