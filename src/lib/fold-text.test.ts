import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText } from './fold-text.ts'

test.each([
  ['Jürgen Groß-Müllerschön', 'jurgen gross-mullerschon'],
  ['Łukasz Øre  Ævar', 'lukasz ore aevar'],
  ['ИВАН Сергеевич Ёлкин', 'иван сергеевич елкин'],
  ['İstanbul Işık', 'istanbul isik'],
  ['Nguyễn Thị Hương', 'nguyen thi huong'],
  ['محمَّد', 'محمد'],
  ['ＡＢＣ ｶﾅ', 'abc カナ'],
  ['a\u202Eb\u200Bc', 'abc'],
])('%j is found as %j', (name, folded) => {
  expect(foldText(name)).toBe(folded)
})

test('a folded text stays as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(foldText(foldText(text))).toBe(foldText(text))
  }))
})

test('case and the way accents are written make no difference', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('é', 'Ö', 'ß', 'я', 'Ё', 'ệ', 'か', '가', 'ا', 'x', ' ') }), (text) => {
    expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')))
    expect(foldText(text.toLowerCase())).toBe(foldText(text))
  }))
})
