import { expect, test } from 'vitest'
import { parseScheme } from './scheme.ts'

test.each([
  ['light', 'light'], ['dark', 'dark'], ['portal', ''], ['', ''], ['Dark', ''], ['<b>', ''], [undefined, ''], [null, ''], [['dark'], ''], [{ toString: 1, valueOf: 1 }, ''],
])('the option %j is the choice "%s"', (option, scheme) => {
  expect(parseScheme(option)).toBe(scheme)
})
