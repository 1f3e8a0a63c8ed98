import { afterEach, expect, test, vi } from 'vitest'
import { isLineScarce } from './line.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test.each([
  ['bytes are to be saved', { saveData: true, effectiveType: '4g' }, true],
  ['the line is slow', { saveData: false, effectiveType: '3g' }, true],
  ['the line is slower', { effectiveType: 'slow-2g' }, true],
  ['the line is an office\'s', { saveData: false, effectiveType: '4g' }, false],
  ['nothing is told of the line\'s speed', {}, false],
  ['what is told is nothing', null, false],
])('where %s', (_what, connection, isScarce) => {
  vi.stubGlobal('navigator', { connection })
  expect(isLineScarce()).toBe(isScarce)
})

test('a browser that tells nothing of its line is not spared', () => {
  vi.stubGlobal('navigator', {})
  expect(isLineScarce()).toBe(false)
})
