import { expect, test } from 'vitest'
import { checkItem, handlerWarnings } from './check-item.ts'
import { COLOR_NAMES, type ItemPatch, type SidebarItem } from './sidebar-item.ts'

function anItem(patch: ItemPatch = {}): SidebarItem {
  return {
    handler: 'https://apps.example.com/chatside/', titles: { en: 'About this chat' }, iconName: 'fa-comments',
    context: 'ALL', role: 'USER', extranet: 'N', color: 'AZURE', ...patch,
  }
}

test.each<ItemPatch>([
  {}, { color: '' }, { context: 'USER;CHAT;LINES;CRM' }, { context: ' USER ' }, { context: 'ALL;USER' }, { role: 'ADMIN' }, { extranet: 'Y' },
  { iconName: 'x'.repeat(50) }, { iconName: '😀-' }, { handler: 'http://a.b' }, { handler: `https://a.b/${'x'.repeat(243)}` },
  { titles: { en: '', de: 'Nur deutsch' } }, { titles: { en: 'x'.repeat(255) } },
])('%j can be sent', (patch) => {
  expect(checkItem(anItem(patch))).toEqual([])
})

test.each(COLOR_NAMES)('the colour %s can be sent', (color) => {
  expect(checkItem(anItem({ color }))).toEqual([])
})

test.each<[ItemPatch, string]>([
  [{ handler: '' }, 'ERROR_ARGUMENT'],
  [{ handler: 'http://localhost/' }, 'ERROR_WRONG_HANDLER_URL'],
  [{ handler: 'https://.com/' }, 'ERROR_WRONG_HANDLER_URL'],
  [{ handler: '/chatside/' }, 'ERROR_WRONG_HANDLER_URL'],
  [{ handler: 'ftp://a.b/' }, 'ERROR_UNSUPPORTED_PROTOCOL'],
  [{ handler: '//a.b/' }, 'ERROR_UNSUPPORTED_PROTOCOL'],
  [{ handler: `https://a.b/${'x'.repeat(244)}` }, 'HANDLER_TOO_LONG'],
  [{ handler: 'https://a.b/ ' }, 'HANDLER_WITH_BLANK_OR_HASH'],
  [{ handler: 'https://a.b/#c' }, 'HANDLER_WITH_BLANK_OR_HASH'],
  [{ titles: {} }, 'NO_TITLE'],
  [{ titles: { en: ' ', de: '' } }, 'NO_TITLE'],
  [{ titles: { english: 'x' } }, 'NO_LANGUAGE'],
  [{ iconName: '' }, 'INVALID_ERROR_ICON_NAME'],
  [{ iconName: '12345' }, 'INVALID_ERROR_ICON_NAME'],
  [{ iconName: 'x'.repeat(51) }, 'INVALID_ERROR_ICON_NAME'],
  [{ context: '' }, 'INVALID_ERROR_CONTEXT'],
  [{ context: 'USER; CHAT' }, 'INVALID_ERROR_CONTEXT'],
  [{ context: 'user' }, 'INVALID_ERROR_CONTEXT'],
  [{ role: 'user' }, 'INVALID_ERROR_ROLE'],
  [{ extranet: 'yes' }, 'INVALID_ERROR_EXTRANET'],
  [{ color: 'PLAID' }, 'INVALID_ERROR_COLOR'],
])('%j is refused with %s at its field', (patch, code) => {
  expect(checkItem(anItem(patch))).toEqual([expect.objectContaining({ field: Object.keys(patch)[0], code })])
})

test('a title that is too long names its language, and every wrong field is reported', () => {
  expect(checkItem(anItem({ titles: { en: 'ok', pl: 'x'.repeat(256) }, role: '', color: 'X' }))).toEqual([
    { field: 'titles', code: 'TITLE_TOO_LONG', language: 'pl' },
    { field: 'role', code: 'INVALID_ERROR_ROLE' },
    { field: 'color', code: 'INVALID_ERROR_COLOR' },
  ])
})

test.each<[string, readonly string[]]>([
  ['https://apps.example.com/other', []],
  ['https://APPS.example.com/', []],
  ['http://apps.example.com/', ['no-https']],
  ['https://else.example.com/', ['other-host']],
  ['http://else.example.com/', ['no-https', 'other-host']],
  ['nothing', []],
])('the address %s has the warnings %j', (address, warnings) => {
  expect(handlerWarnings(address, 'https://apps.example.com/chatside/')).toEqual(warnings)
})
