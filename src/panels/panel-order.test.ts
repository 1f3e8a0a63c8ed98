import { expect, test } from 'vitest'
import { inOrder, parsePanelOrder } from './panel-order.ts'

const PANELS = ['a', 'b', 'c', 'd'].map(id => ({ id }))
const ordered = (option: unknown): string => inOrder(PANELS, parsePanelOrder(option)).map(({ id }) => id).join('')

test.each([
  ['nothing', undefined, 'abcd'],
  ['no text', ['d'], 'abcd'],
  ['an empty text', '', 'abcd'],
  ['all of them', 'd c b a', 'dcba'],
  ['some: the others follow as they are', 'c', 'cabd'],
  ['one that is gone', 'gone  d', 'dabc'],
])('%s', (_what, option, expected) => {
  expect(ordered(option)).toBe(expected)
})
