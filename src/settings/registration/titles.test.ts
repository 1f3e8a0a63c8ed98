import { expect, test } from 'vitest'
import { BITRIX_LANGUAGES, DEFAULT_TITLES, languageRows, spokenTitles, titleShown } from './titles.ts'

test('without English the first language by its code is the plain title', () => {
  expect(spokenTitles({ ru: 'б', de: 'a' })).toEqual([['de', 'a'], ['ru', 'б']])
})

test('every language of Bitrix24 has a name for the item from the start', () => {
  expect(Object.keys(DEFAULT_TITLES).sort()).toEqual([...BITRIX_LANGUAGES].sort())
})

const TITLES = { de: 'Deutsch', en: 'English', pl: 'Polski', ru: 'Русский' }

test.each([
  ['de', 'de', 'has a title of its own'],
  ['en', 'en', 'has a title of its own'],
  ['kz', 'ru', 'has Russian as its stand-in'],
  ['by', 'ru', 'has Russian as its stand-in'],
  ['ua', 'en', 'has English as its stand-in, as most have'],
  ['fr', 'en', 'has English as its stand-in, as most have'],
  ['constructor', 'en', 'is no language at all'],
])('somebody with the language %s reads the title in %s: it %s', (language, shown) => {
  expect(titleShown(TITLES, language, 'pl')?.language).toBe(shown)
})

test('the language of the licence comes after the stand-in', () => {
  expect(titleShown({ de: 'Deutsch', pl: 'Polski' }, 'fr', 'pl')).toEqual({ language: 'pl', title: 'Polski' })
  expect(titleShown({ de: 'Deutsch', pl: 'Polski' }, 'kz', 'pl')).toEqual({ language: 'pl', title: 'Polski' })
})

test('without any of these it is the first title that is sent', () => {
  expect(titleShown({ pl: 'Polski', de: 'Deutsch' }, 'fr', '')).toEqual({ language: 'de', title: 'Deutsch' })
})

test('a blank title counts as none, because it is not sent', () => {
  expect(titleShown({ ...TITLES, de: '  ' }, 'de', '')).toEqual({ language: 'en', title: 'English' })
  expect(titleShown({ de: '  ', en: '' }, 'de', 'de')).toBeNull()
  expect(titleShown({}, 'de', 'de')).toBeNull()
})

test('white space around a title is not shown', () => {
  expect(titleShown({ de: '  Deutsch ' }, 'de', '')?.title).toBe('Deutsch')
})

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
