import { expect, test } from 'vitest'
import { isSamePage, parseRegistrations, toItem } from './registrations.ts'

const ROW = {
  placement: 'IM_SIDEBAR',
  userId: 0,
  handler: 'https://app.example.com/',
  options: { iconName: 'fa-users', context: 'USER;CRM', width: 100 },
  title: 'Chatside',
  description: '',
  langAll: { en: { TITLE: 'Chatside', DESCRIPTION: 'd', GROUP_NAME: '' }, de: { TITLE: 'Chat' } },
}

test('a row keeps its placement, address, texts and options', () => {
  expect(parseRegistrations([ROW])).toEqual([{
    placement: 'IM_SIDEBAR',
    handler: 'https://app.example.com/',
    title: 'Chatside',
    texts: { en: { TITLE: 'Chatside', DESCRIPTION: 'd', GROUP_NAME: '' }, de: { TITLE: 'Chat', DESCRIPTION: '', GROUP_NAME: '' } },
    options: { iconName: 'fa-users', context: 'USER;CRM', width: '100' },
  }])
})

test('lists in place of empty maps are empty, and fields of the wrong type too', () => {
  const nothing = { placement: '', handler: '', title: '', texts: {}, options: {} }
  expect(parseRegistrations([{ options: [], langAll: [] }])).toEqual([nothing])
  expect(parseRegistrations([null, 'x', { placement: 7, handler: {}, langAll: { en: 'x' }, options: { iconName: {} } }])).toEqual([nothing])
})

test.each([true, null, undefined, {}, 'x'])('%j instead of a list is a bad answer', (value) => {
  expect(() => parseRegistrations(value)).toThrow('bad-answer placement.get')
})

test('as an item a row has the portal\'s defaults for what it does not say', () => {
  const items = parseRegistrations([ROW, { placement: 'IM_SIDEBAR', handler: 'https://b.example.com/', title: 'Only this' }]).map(toItem)
  expect(items).toEqual([
    { handler: 'https://app.example.com/', titles: { en: 'Chatside', de: 'Chat' }, iconName: 'fa-users', context: 'USER;CRM', role: 'USER', extranet: 'N', color: '' },
    { handler: 'https://b.example.com/', titles: { en: 'Only this' }, iconName: '', context: 'ALL', role: 'USER', extranet: 'N', color: '' },
  ])
})

test('a folder and both files of the page in it are the same page', () => {
  const folder = 'https://apps.example.com/chatside/'
  for (const file of ['', 'index.html', 'install.html', '?v=2']) expect(isSamePage(folder, folder + file)).toBe(true)
  expect(isSamePage(folder, `${folder}other.html`)).toBe(false)
  expect(isSamePage('no address', 'no address')).toBe(false)
})
