import { expect, test } from 'vitest'
import { titleShown } from './title-shown.ts'

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
