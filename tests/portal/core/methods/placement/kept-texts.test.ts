import { expect, test } from 'vitest'
import { aBinding } from './test-binding.ts'

const ok = 'https://app.example.com/'

test('a title alone is kept for the portal\'s language', () => {
  const { bind, rows } = aBinding()
  bind({ TITLE: ' Chat ', DESCRIPTION: 'About' })
  expect(rows()[0]).toMatchObject({ title: 'Chat', description: 'About', langAll: { en: { title: 'Chat', description: 'About', groupName: '' } } })
})

test('titles by language win over the title', () => {
  const { bind, rows } = aBinding()
  bind({ TITLE: 'Ignored', LANG_ALL: { de: { TITLE: 'Gespräch' }, en: { TITLE: ' Chat ' } } })
  expect(rows()[0]).toMatchObject({ title: 'Chat', langAll: { de: { title: 'Gespräch' }, en: { title: 'Chat' } } })
})

test('a handler has room for 255 characters', () => {
  const { bind, rows } = aBinding()
  const longest = ok.padEnd(255, 'ü')
  expect(bind({ HANDLER: longest }).body['result']).toBe(true)
  expect(bind({ HANDLER: `${longest}x` })).toMatchObject({
    status: 400, body: { error: 'ERROR_CORE', error_description: expect.stringMatching(/^Unable to set placement handler: /) },
  })
  expect(rows()).toMatchObject([{ handler: longest }])
})

test('of two registrations with one handler that are sent at once the second is refused', () => {
  const { bind } = aBinding()
  expect([bind(), bind()].map(({ body }) => body['result'] ?? body['error'])).toEqual([true, 'ERROR_CORE'])
})

test.each<[string, Record<string, unknown>]>([
  ['no title', { de: { TITLE: '' } }],
  ['a blank title', { de: { TITLE: ' \n' } }],
  ['only a description', { de: { DESCRIPTION: 'Über' } }],
  ['a text instead of a map', { de: 'Gespräch' }],
  ['a title of 256 characters', { de: { TITLE: '😀'.repeat(256) } }],
  ['a description of 256 characters', { de: { TITLE: 'Gespräch', DESCRIPTION: 'x'.repeat(256) } }],
  ['a code longer than two letters', { 'pt-BR': { TITLE: 'Conversa' } }],
])('%s for a language is an error that leaves the registration with the languages before it', (_what, more) => {
  const { bind, rows } = aBinding()
  expect(bind({ LANG_ALL: { en: { TITLE: 'Chat' }, ...more, fr: { TITLE: 'Tchat' } } })).toMatchObject({
    status: 400, body: { error: 'ERROR_CORE', error_description: expect.stringMatching(/^Unable to set placements language: The field "/) },
  })
  expect(rows()).toMatchObject([{ handler: ok, title: 'Chat', langAll: { en: { title: 'Chat', description: '', groupName: '' } } }])
  expect(Object.keys(rows()[0]?.langAll ?? {})).toEqual(['en'])
  expect(bind().body['error_description']).toBe('Unable to set placement handler: Handler already binded')
})

test('a title that is not for a language is checked like one', () => {
  const { bind, rows } = aBinding()
  expect(bind({ TITLE: ' ' }).body['error']).toBe('ERROR_CORE')
  expect(bind({ HANDLER: `${ok}?2`, DESCRIPTION: 'About' }).body['error']).toBe('ERROR_CORE')
  expect(bind({ HANDLER: `${ok}?3`, TITLE: 'x'.repeat(256) }).body['error']).toBe('ERROR_CORE')
  expect(rows().map(({ title, langAll }) => [title.length, langAll])).toEqual([[0, {}], [0, {}], [255, {}]])
})

test('languages that nobody has are kept, a title of 255 characters as well', () => {
  const { bind, rows } = aBinding()
  expect(bind({ LANG_ALL: { en: { TITLE: 'Chat' }, xx: { TITLE: '😀'.repeat(255) } } }).body['result']).toBe(true)
  expect(Object.keys(rows()[0]?.langAll ?? {})).toEqual(['en', 'xx'])
})

test.each([['', 'T'], [[], 'T'], [{}, 'T'], ['de', 'Demo app']])('with %j as languages the title is %s', (LANG_ALL, title) => {
  const { bind, rows } = aBinding()
  expect(bind({ TITLE: 'T', LANG_ALL }).body['result']).toBe(true)
  expect(rows()[0]?.langAll).toMatchObject({ en: { title } })
})
