import fc from 'fast-check'
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

test('joined emoji and letters stay whole, and what is too long is left out whole (r11)', () => {
  expect(toFileName('👩‍👩‍👧 क्‍ष می‌خواهم 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}')).toBe('👩‍👩‍👧 क्‍ष می‌خواهم 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}')
  expect(toFileName(`${'a'.repeat(76)}👩‍👩‍👧`)).toBe('a'.repeat(76))
  expect(toFileName(`${'a'.repeat(79)}é́`)).toBe('a'.repeat(79))
})

test.each([['con', '_con'], ['NUL.txt', '_NUL.txt'], ['Com1 ', '_Com1'], ['lpt².a', '_lpt².a'], ['console', 'console'], ['a. . .', 'a'], ['.htaccess', 'htaccess'], ['...', '']])(
  'Windows and others take %j as %j (r11)', (text, name) => {
    expect(toFileName(text)).toBe(name)
  })

test('any name is short enough, with its ending whole, and no device, dot or blank is left at its ends (r11)', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('', '2026-11-27'), (text, ending) => {
    const name = toFileName(text, ending)
    expect(name.length).toBeLessThanOrEqual(81)
    expect(name.endsWith(ending)).toBe(true)
    expect(name).not.toMatch(/^[.\s]|[.\s]$|[\\/:*?"<>|\p{Cc}]/u)
    // which refuses halves of characters
    expect(() => encodeURIComponent(name)).not.toThrow()
  }))
})
