import { expect, test } from 'vitest'
import { BITRIX_LANGUAGES } from '../../texts/languages.ts'
import { languageRows } from './language-rows.ts'

test.each(['en', 'de', 'ru'])('in %s every language of Bitrix24 has a row with a name of its own, English first', (tag) => {
  const rows = languageRows(tag, [])
  expect(rows.map(({ code }) => code).sort()).toEqual([...BITRIX_LANGUAGES].sort())
  expect(new Set(rows.map(({ name }) => name)).size).toBe(BITRIX_LANGUAGES.length)
  expect(rows.every(({ name }) => /^\p{Lu}/u.test(name))).toBe(true)
  expect(rows[0]?.code).toBe('en')
})

test('the others follow by the name that is shown', () => {
  expect(languageRows('de', []).slice(0, 4).map(({ name }) => name)).toEqual(['Englisch', 'Arabisch', 'Chinesisch (traditionell)', 'Chinesisch (vereinfacht)'])
  expect(languageRows('ru', []).slice(0, 2).map(({ name }) => name)).toEqual(['Английский', 'Арабский'])
})

test('Bitrix24\'s own codes are named as what they mean', () => {
  const named = Object.fromEntries(languageRows('en', []).map(({ code, name, lang, dir }) => [code, [name, lang, dir]]))
  expect(named).toMatchObject({ ua: ['Ukrainian', 'uk', 'ltr'], br: ['Brazilian Portuguese', 'pt-BR', 'ltr'], ar: ['Arabic', 'ar', 'rtl'], in: ['Hindi', 'hi', 'ltr'] })
})

test('a title in a language that nobody knows keeps its row, at the end and without a name', () => {
  expect(languageRows('en', ['en', 'xx']).at(-1)).toEqual({ code: 'xx', name: '', lang: undefined, dir: 'auto' })
})
