import { expect, test } from 'vitest'
import { BITRIX_LANGUAGES } from '../../texts/languages.ts'
import { DEFAULT_TITLES } from './default-titles.ts'
import { bindParams, readContext, spokenTitles } from './sidebar-item.ts'

test('the parameters have every title that says something, trimmed, and the first as the plain one', () => {
  const item = {
    handler: 'https://a.example.com/', titles: { de: ' Über ', en: 'About', fr: ' ' }, iconName: 'fa-users', context: 'CHAT', role: 'ADMIN', extranet: 'Y', color: '',
  }
  expect(bindParams(item)).toEqual({
    PLACEMENT: 'IM_SIDEBAR',
    HANDLER: 'https://a.example.com/',
    TITLE: 'About',
    LANG_ALL: { en: { TITLE: 'About' }, de: { TITLE: 'Über' } },
    OPTIONS: { iconName: 'fa-users', context: 'CHAT', role: 'ADMIN', extranet: 'Y', color: '' },
  })
})

test('without English the first language by its code is the plain title', () => {
  expect(spokenTitles({ ru: 'б', de: 'a' })).toEqual([['de', 'a'], ['ru', 'б']])
})

test.each([
  ['ALL', 'ALL'], ['USER;ALL', 'ALL'], ['CRM;USER', ['USER', 'CRM']], [' CHAT ', ['CHAT']], ['', []], ['user;X', []],
])('the context %j means %j', (context, meaning) => {
  expect(readContext(context)).toEqual(meaning)
})

test('every language of Bitrix24 has a name for the item from the start', () => {
  expect(Object.keys(DEFAULT_TITLES).sort()).toEqual([...BITRIX_LANGUAGES].sort())
})
