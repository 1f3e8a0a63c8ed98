import { expect, test } from 'vitest'
import { toFileName } from './file-name.ts'

test('what a file system refuses becomes a space', () => {
  expect(toFileName('People: a/b\\c "d" <e>|f?*')).toBe('People  a b c  d   e f')
})

test('what cannot be seen is left out, and nothing hides the extension', () => {
  expect(toFileName('invoice\u202Egpj\u0000')).toBe('invoice gpj')
})

test('a long name is cut, never within a character', () => {
  expect(toFileName(`${'a'.repeat(79)}😀`)).toBe('a'.repeat(79))
})
