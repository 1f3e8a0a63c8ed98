import { expect, test } from 'vitest'
import { direction, languageTag, nearestTexts } from './languages.ts'

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

test('texts of the main language serve its regions, and English serves the rest', () => {
  expect(nearestTexts('pt-BR', ['en', 'pt'])).toBe('pt')
  expect(nearestTexts('de', ['en', 'de'])).toBe('de')
  expect(nearestTexts('uk', ['en', 'de', 'ru'])).toBe('en')
})

test('Arabic is written from right to left, Russian from left to right', () => {
  expect(direction('ar')).toBe('rtl')
  expect(direction('ru')).toBe('ltr')
})
