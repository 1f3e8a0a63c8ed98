import { expect, test, vi } from 'vitest'
import { direction, intlTag, languageTag, nearestTexts } from './languages.ts'

test.each([
  ['en', 'en'], ['de', 'de'], ['ru', 'ru'], ['ua', 'uk'], ['vn', 'vi'], ['la', 'es-419'], ['br', 'pt-BR'],
  ['tc', 'zh-Hant'], ['sc', 'zh-Hans'], ['kz', 'kk'], ['in', 'hi'], ['RU', 'ru'],
])('Bitrix24\'s language %s is %s', (code, tag) => {
  expect(languageTag(code)).toBe(tag)
})

test.each(['', 'xx', '__proto__', 'constructor', 'toString', 'x'.repeat(10_000)])('the unknown language "%.20s" is English', (code) => {
  expect(languageTag(code)).toBe('en')
})

test('every tag of the table is one that the browser knows', () => {
  for (const code of ['ar', 'br', 'de', 'en', 'fr', 'id', 'in', 'it', 'ja', 'kz', 'la', 'ms', 'pl', 'ru', 'sc', 'tc', 'th', 'tr', 'ua', 'vn']) {
    const tag = languageTag(code)
    expect(Intl.DateTimeFormat.supportedLocalesOf(tag)).toEqual([tag])
  }
})

test('texts of the same language serve its regions, and English serves the rest', () => {
  expect(['pt-br', 'pt-PT', 'de-AT', 'es', 'uk', 'sv', ''].map(nearestTexts)).toEqual(['pt-BR', 'pt-BR', 'de', 'es-419', 'uk', 'en', 'en'])
})

test('Arabic is written from right to left, Russian from left to right', () => {
  expect(direction('ar')).toBe('rtl')
  expect(direction('ru')).toBe('ltr')
})

test('years are Gregorian in Thai, and a browser that writes no Kazakh months writes Russian ones', () => {
  const year = (tag: string) => new Intl.DateTimeFormat(intlTag(tag), { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 9, 27))
  expect(year('th')).toContain('2026')
  expect(year('kk')).toMatch(/27.*қазан|27 октября/)
  vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function () {
    return { format: () => 'M10' }
  } as unknown as typeof Intl.DateTimeFormat)
  expect([intlTag('kk'), intlTag('de')]).toEqual(['ru', 'de'])
  vi.restoreAllMocks()
})
