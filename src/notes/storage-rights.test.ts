import { expect, test } from 'vitest'
import { accessOf, judgeRights, namedIn, type NotesOwner, storageName } from './storage-rights.ts'

const group: NotesOwner = { kind: 'group', chatId: 10 }
const conversation: NotesOwner = { kind: 'private', chatId: 12, people: [5, 6] }
const members = new Set([5, 6])

test.each([
  [null, 'missing'], [undefined, 'missing'], [[], 'incomplete'], [{}, 'incomplete'],
  [{ CHAT10: 'X' }, 'in-order'], [{ CHAT10: 'X', U5: 'X' }, 'in-order'], [{ CHAT10: 'W', U5: 'X' }, 'incomplete'], [{ U5: 'X' }, 'incomplete'],
  [{ CHAT10: 'X', U7: 'R' }, 'strangers'], [{ CHAT10: 'X', CHAT11: 'R' }, 'strangers'], [{ CHAT10: 'X', AU: 'R' }, 'strangers'], [{ CHAT10: 'X', CR: 'W' }, 'strangers'],
  [{ CHAT10: 'X', DR1: 'R' }, 'strangers'], [{ CHAT10: 'X', G2: 'R' }, 'strangers'], [{ CHAT10: 'X', U05: 'R' }, 'strangers'], [{ CHAT10: 'X', u7: 'R' }, 'strangers'],
])('of a group, %j is %s', (rights, verdict) => expect(judgeRights(rights, group, members)).toBe(verdict))

test('while not all members are known, nobody is called a stranger for that, and a code of another kind still is one', () => {
  expect(judgeRights({ CHAT10: 'X', U7: 'X' }, group, null)).toBe('unknown')
  expect(judgeRights({ CHAT10: 'X' }, group, null)).toBe('in-order')
  expect(judgeRights({ CHAT10: 'X', U7: 'X', AU: 'R' }, group, null)).toBe('strangers')
})

test.each([
  [{ U5: 'X', U6: 'X' }, 'in-order'], [{ U5: 'X' }, 'incomplete'], [{ U5: 'X', U6: 'X', U7: 'R' }, 'strangers'], [{ U5: 'X', U6: 'X', CHAT12: 'X' }, 'strangers'],
])('of a private conversation, %j is %s', (rights, verdict) => expect(judgeRights(rights, conversation, members)).toBe(verdict))

test('what a storage is opened to is in order, and its name is a number', () => {
  for (const owner of [group, conversation]) expect(judgeRights(accessOf(owner), owner, members)).toBe('in-order')
  expect([storageName(group, 0), storageName(group, 1)]).toEqual(['c10', 'c10_1'])
  expect(storageName({ kind: 'group', chatId: 999_999_999 }, 3).length).toBeLessThanOrEqual(13)
  expect(namedIn({ U5: 'X', CHAT10: 'X', AU: 'R' })).toEqual([5])
})
