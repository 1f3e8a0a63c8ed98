import { expect, test } from 'vitest'
import { earlyLanguage } from './early-language.ts'

test('reads the language from the address that the portal opens', () => {
  expect(earlyLanguage({ search: '?DOMAIN=demo.bitrix24.com&PROTOCOL=1&LANG=ua&APP_SID=1' })).toBe('ua')
  expect(earlyLanguage({ search: '?LANG=DE' })).toBe('de')
})

test.each(['', '?', '?lang=de', '?LANG=', '?LANG=english', '?LANG=../x', '?LANG=%3Cb%3E', '?LANG=%E0%A4%A'])('%j names no language', (search) => {
  expect(earlyLanguage({ search })).toBeNull()
})
