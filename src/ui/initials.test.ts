import { expect, test } from 'vitest'
import { avatarColors, initials } from './initials.ts'

test.each([
  ['Anna Maria Schmidt', 'AM'],
  ['plato', 'P'],
  ['  Иван   Петров ', 'ИП'],
  ['«Отдел» (продажи)', 'ОП'],
  ['𝒜da', '𝒜'],
  ['🙂', ''],
  ['', ''],
])('the initials of "%s" are "%s"', (name, expected) => {
  expect(initials(name)).toBe(expected)
})

test('a dark colour gets white letters and a pale one black letters', () => {
  expect(avatarColors('A', '#29619b')).toEqual({ background: '#29619b', letters: '#fff' })
  expect(avatarColors('A', '#58cc47')).toEqual({ background: '#58cc47', letters: '#000' })
})

test('what is no colour is never passed on', () => {
  expect(avatarColors('A', 'url(https://example.com/)').background).toMatch(/^#[0-9a-f]{6}$/)
})
