import { expect, test } from 'vitest'
import { findTemplates, foldersOf } from './find-templates.ts'
import { changeUse, NO_USE, parseTemplateUse, writeTemplateUse } from './template-use.ts'
import { emptyIn, toInsert, toParts, usesVariable } from './variables.ts'

const A = '00000000000a'
const B = '00000000000b'
const C = '00000000000c'

test('variables are filled in on one line, harmless to the messenger, and what is empty is known', () => {
  const parts = toParts('Hello {first name}, {chat} {record phone}!\n{nothing}', { 'first name': ' Anna\n[b]x ', 'chat': '' })
  expect(toInsert(parts)).toBe('Hello Anna [\u2060b]x,!\n{nothing}')
  expect(emptyIn(parts)).toEqual(['chat', 'record phone'])
  expect(toInsert(toParts('Hello {first name}, bye {first name}', {}))).toBe('Hello, bye')
  expect([usesVariable('{First Name}', 'first name'), usesVariable('first name', 'first name')]).toEqual([true, false])
})

test('favourites come first, then what is used most, then names', () => {
  const one = (id: string, name: string, folder = '') => ({ id, name, folder, text: `text of ${name}` })
  let use = changeUse(NO_USE, { kind: 'used', id: B })
  use = changeUse(changeUse(use, { kind: 'favourite', id: C, isFavourite: true }), { kind: 'favourite', id: C, isFavourite: true })
  const compare = (x: string, y: string) => x < y ? -1 : 1
  const find = (query: string, shelf: Parameters<typeof findTemplates>[0]['shelf'] = { kind: 'all' }) => findTemplates({
    own: [one(A, 'Absage'), one(B, 'Bitte', 'Höflich')], company: [one(C, 'Dank', 'Höflich')], use, query, shelf, compare,
  }).map(({ name }) => name)
  expect(find('')).toEqual(['Dank', 'Bitte', 'Absage'])
  expect(find('hoflich bitte')).toEqual(['Bitte'])
  expect(find('', { kind: 'favourites' })).toEqual(['Dank'])
  expect(find('', { kind: 'folder', folder: 'Höflich' })).toEqual(['Dank', 'Bitte'])
  expect(foldersOf([one(A, '', 'b'), one(B, '', ''), one(C, '', 'a')], compare)).toEqual(['a', 'b'])
  const kept = writeTemplateUse(use, id => id !== B)
  expect(parseTemplateUse(kept)).toEqual({ counts: new Map(), favourites: new Set([C]) })
})

test.each([7, 'no', '{"v":2}', `{"v":1,"counts":{"${A}":-1},"favourites":[]}`, ' '.repeat(20_001)])('use that cannot be read is not taken for none: %#', (option) => {
  expect(parseTemplateUse(option)).toBeNull()
})
