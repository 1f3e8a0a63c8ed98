import { expect, test } from 'vitest'
import { moveInGrid } from './move-in-grid.ts'

test.each([
  ['ArrowRight', 4, 5], ['ArrowLeft', 4, 3], ['ArrowDown', 4, 7], ['ArrowUp', 4, 1], ['Home', 4, 0], ['End', 4, 9],
  ['ArrowRight', 9, 9], ['ArrowLeft', 0, 0], ['ArrowDown', 7, 7], ['ArrowDown', 6, 9], ['ArrowUp', 2, 2],
])('%s leads from place %i to %i of ten in three columns', (key, index, target) => {
  expect(moveInGrid(key, { index, count: 10, columns: 3, isRightToLeft: false })).toBe(target)
})

test.each(['Enter', 'Tab', ' ', 'a', 'toString'])('the key "%s" moves nothing', (key) => {
  expect(moveInGrid(key, { index: 4, count: 10, columns: 3, isRightToLeft: false })).toBeNull()
})
