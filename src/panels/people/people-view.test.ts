import { expect, test } from 'vitest'
import type { ChatMember } from '../../people/members.ts'
import { EVERYBODY, type PeopleView, parseView, orderByName, selectPeople } from './people-view.ts'

function aMember(member: Partial<ChatMember> & { id: number }): ChatMember {
  return {
    name: `Person ${member.id}`, position: '', avatar: null, color: null, presence: { state: 'online' }, lastSeen: null, isExternal: false,
    isBot: false, isActive: true, role: 'member', reading: 'unknown', departmentIds: [], canBeCalled: true, ...member,
  }
}

const members = [
  aMember({ id: 1, name: 'Zoë Ångström', role: 'owner', presence: { state: 'offline' }, reading: 'read' }),
  aMember({ id: 2, name: 'Ärne Öz', role: 'manager', presence: { state: 'idle' }, reading: 'unread' }),
  aMember({ id: 3, name: '山田 太郎', isExternal: true, presence: { state: 'dnd' } }),
  aMember({ id: 4, name: 'Bot', isBot: true, reading: 'unread' }),
  aMember({ id: 5, name: 'Алёна Ёжикова', presence: { state: 'absent', until: null }, reading: 'read' }),
]

function found(view: Partial<PeopleView>, language = 'en'): number[] {
  return selectPeople(orderByName(members, language), { ...EVERYBODY, ...view }).map(({ id }) => id)
}

test('people are in the order that a language has', () => {
  expect(found({}, 'de')).toEqual([2, 4, 1, 5, 3])
  expect(selectPeople(orderByName([aMember({ id: 1, name: 'Ö' }), aMember({ id: 2, name: 'Z' })], 'sv'), EVERYBODY).map(({ id }) => id)).toEqual([2, 1])
})

test.each([
  ['angstrom', [1]], ['ÅNG', [1]], ['arne oz', [2]], ['oz arne', [2]], ['太郎', [3]], ['алена еж', [5]], ['  ', [2, 4, 1, 5, 3]], ['nobody', []], ['.*', []],
])('looking for %j finds %j', (search, ids) => {
  expect(found({ search }, 'de')).toEqual(ids)
})

test.each([
  [{ role: 'owner' }, [1]], [{ role: 'manager' }, [2]], [{ role: 'member' }, [4, 5, 3]],
  [{ presence: 'offline' }, [1]], [{ presence: 'away' }, [2]], [{ presence: 'online' }, []], [{ presence: 'absent' }, [5]],
  [{ origin: 'outside' }, [3]], [{ origin: 'inside' }, [2, 4, 1, 5]],
  [{ reading: 'read' }, [1, 5]], [{ reading: 'unread' }, [2, 4]],
  [{ reading: 'unread', role: 'manager', search: 'a' }, [2]],
] as [Partial<PeopleView>, number[]][])('%j shows %j', (view, ids) => {
  expect(found(view, 'de')).toEqual(ids)
})

test.each([
  ['role', [1, 2, 4, 5, 3]], ['presence', [2, 3, 5, 1, 4]], ['read', [2, 4, 1, 5, 3]],
] as const)('sorted by %s, equal ones stay in the order of their names', (sort, ids) => {
  expect(found({ sort }, 'de')).toEqual(ids)
})

test.each([
  [undefined], [null], ['x'], [7], [[]], [{ role: 'king', presence: 1, sort: null, search: 'x'.repeat(201), more: {} }],
])('the draft %j is everybody', (kept) => {
  expect(parseView(kept)).toEqual(EVERYBODY)
})

test('what was kept comes back', () => {
  const view: PeopleView = { search: 'é', role: 'owner', presence: 'dnd', origin: 'outside', reading: 'unread', sort: 'read' }
  expect(parseView(JSON.parse(JSON.stringify(view)))).toEqual(view)
})
