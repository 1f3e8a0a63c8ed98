import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectInProportion, repeated } from '../../tests/support/in-proportion.ts'
import { foldText, foldWithSpans, toWords, wordsTest } from './fold-text.ts'

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

test.each([
  ['don\'t', 'I don’t know'], ['don’t', 'don\'t'], ['donʼt', 'don‘t'], ['d\'accord', 'D’ACCORD'], ['don`t', 'don´t'],
  ['lodz', 'Łódź'], ['lódź', 'LODZ'], ['soren', 'Søren'], ['aegir', 'Ægir'], ['strasse', 'STRAẞE'], ['dordevic', 'Đorđević'], ['isik', 'IŞIK'], ['istanbul', 'İSTANBUL'],
  ['"so"', '„so“'], ['"so"', '« so »'.replaceAll(' ', '')], ['re-sent', 're\u2011sent'], ['a-b', 'a – b'.replaceAll(' ', '')],
  ['10 000', '10\u202f000'], ['le prix', 'le\u00a0prix'], ['coop', 'co\u00adop'],
  ['शर्मा', 'श्री शर्मा जी'], ['שלום', 'שָׁלוֹם'], ['ברית', 'בְּרִית'], ['مرحبا', 'مَرْحَبًا'], ['سلام', 'ســـلام'], ['ΟΔΟΣ', 'οδός'], ['ガ', 'ｶﾞ'], ['ำ', '\u0e4d\u0e32'],
])('%j is found in %j (r9)', (query, text) => {
  expect(wordsTest(query)(text)).toBe(true)
})

test.each([
  ['कम', 'काम'], ['कि', 'की'], ['は', 'ば'], ['は', 'ぱ'], ['กา', 'กี'], ['ক', 'খ'], ['தமிழ', 'தமழ'], ['dont', 'don’t'],
])('%j is not found in %j: its marks are letters (r9)', (query, text) => {
  expect(wordsTest(query)(text)).toBe(false)
})

test('of no words every text is one that has them', () => {
  expect(wordsTest(' \u200b ')('')).toBe(true)
  expect(toWords('  Zwei \u00a0 Wörter ')).toEqual(['zwei', 'worter'])
})

test('a folded text stays as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(foldText(foldText(text))).toBe(foldText(text))
  }))
})

const anyText = fc.string({ unit: fc.oneof(
  fc.constantFrom('é', 'Ö', 'ß', 'я', 'Ё', 'ệ', 'か', 'が', '가', '각', 'ا', 'x', ' ', '\u00a0', '’', '\'', 'Ł', 'İ', 'ı', 'ﬁ', 'का', 'क', 'कि', 'שָׁ', '👍🏽', '👨‍👩‍👧', '🇺🇦', '\u200b', '\u0301', 'ﷺ', '㍿'),
  fc.constant('').chain(() => fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
) })

test('case, normal form and the kind of blanks, quotes and dashes make no difference (r9)', () => {
  fc.assert(fc.property(anyText, (text) => {
    expect(foldText(text.normalize('NFD'))).toBe(foldText(text))
    expect(foldText(text.normalize('NFC'))).toBe(foldText(text))
    expect(foldText(text.toLowerCase())).toBe(foldText(text))
    expect(foldText(text.replaceAll(' ', '\u202f').replaceAll('\'', '’').replaceAll('-', '\u2011'))).toBe(foldText(text))
  }))
})

test('every piece of a text is found in it, and where it is found a piece folds to it (r9)', () => {
  const signs = (text: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)
  fc.assert(fc.property(anyText, fc.nat(), fc.nat(), (text, start, length) => {
    const all = signs(text)
    const from = start % (all.length + 1)
    const piece = all.slice(from, from + 1 + length % 5).join('')
    expect(wordsTest(piece)(text)).toBe(true)
    const { folded, spanOf } = foldWithSpans(text)
    for (const word of toWords(piece)) {
      const at = folded.indexOf(word)
      expect(at).toBeGreaterThanOrEqual(0)
      const span = spanOf(at, at + word.length)
      expect(foldText(text.slice(span.from, span.to))).toContain(word)
    }
  }), { numRuns: 500 })
})

test('marks, joiners and blanks are folded in proportion', () => {
  const units = ['\u0301', '\u200d', '👨\u200d', ' ', 'é', '\u0b95\u0bbf', '-', '\u0301\u0323', '\u0f71\u0f72\u0f74']
  expectInProportion(units.map(unit => repeated(unit)), text => [foldText(text), foldWithSpans(text)])
})
