import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quietMembers, sortPeople, trendOf } from './people-figures.ts'
import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import type { ChatMember } from '../../people/members.ts'

test('a trend rises or falls when one half has a fifth more of all than the other', () => {
  expect(trendOf([1, 1, 5, 9])).toBe('rising')
  expect(trendOf([9, 5, 1, 1])).toBe('falling')
  expect(trendOf([3, 2, 3, 2])).toBe('steady')
  expect([[0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 4]].map(trendOf)).toEqual([null, null, null])
})

test('backwards a rise is a fall', () => {
  const opposite = { rising: 'falling', falling: 'rising', steady: 'steady' } as const
  fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 12 }), (counts) => {
    const trend = trendOf(counts)
    expect(trendOf([...counts].reverse())).toBe(trend && opposite[trend])
  }))
})

function aMember(id: number, name: string, fields: Partial<ChatMember> = {}): ChatMember {
  return {
    id, name, position: '', avatar: null, color: null, presence: { state: 'unknown' }, lastSeen: null, isExternal: false, isBot: false, isActive: true,
    role: 'member', reading: 'unknown', departmentIds: [], canBeCalled: true, ...fields,
  }
}

function anActivity(id: number, fields: Partial<PersonActivity> = {}): PersonActivity {
  return {
    id, name: '', isBot: false, isExternal: false, messages: 1, share: 0, trend: [], lastAt: 0, reactionsReceived: 0, answers: 0, medianAnswer: null, ninetiethAnswer: null, ...fields,
  }
}

test('who wrote nothing comes first, by name, then who wrote least; bots and people who left the company are no quiet ones', () => {
  const members = [aMember(1, 'Anna'), aMember(2, 'Ben'), aMember(3, 'Äsa'), aMember(4, 'Robot', { isBot: true }), aMember(5, 'Gone', { isActive: false })]
  const written = [anActivity(1, { messages: 9 }), anActivity(99)]
  expect(quietMembers(members, written, 'en')).toEqual([{ id: 3, name: 'Äsa', messages: 0 }, { id: 2, name: 'Ben', messages: 0 }, { id: 1, name: 'Anna', messages: 9 }])
})

test('people are sorted by messages, by name, or by their median, who never answered last', () => {
  const people = [anActivity(1, { messages: 2, medianAnswer: 50 }), anActivity(2, { messages: 3 }), anActivity(3, { messages: 2, medianAnswer: 10 })]
  const names = ['', 'Cleo', 'Anna', 'Ben']
  const order = (sort: 'messages' | 'name' | 'answer') => sortPeople(people, sort, id => names[id] ?? '', 'en').map(({ id }) => id)
  expect(order('messages')).toEqual([2, 3, 1])
  expect(order('name')).toEqual([2, 3, 1])
  expect(order('answer')).toEqual([3, 1, 2])
})
