import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedPlace } from '../../scenarios/for-tests.ts'
import { scenario } from '../../scenarios/index.ts'
import { activeMembers, chatContext, dialogIdFor, firstVisible, hasAccess, partnerOf, resolveDialog, roleOf, sharesWorkgroup, unreadCount } from './dialog.ts'
import type { Chat, Person } from './model.ts'

const world = scenario('small-group').create(fixedPlace())

function chatOf(id: number): Chat {
  const chat = world.chats.get(id)
  if (!chat) throw new Error(`No chat ${id}`)
  return chat
}

function personOf(id: number): Person {
  const person = world.people.get(id)
  if (!person) throw new Error(`No person ${id}`)
  return person
}

test('chatN names a chat, sgN a workgroup’s, a number the conversation with that person', () => {
  expect(resolveDialog(world, 1, 'chat1489')?.id).toBe(1489)
  expect(resolveDialog(world, 1, 'sg12')?.id).toBe(1612)
  expect(resolveDialog(world, 1, '17')?.id).toBe(1231)
})

test('both people of a private conversation find it by the other', () => {
  expect(resolveDialog(world, 17, '1')).toBe(resolveDialog(world, 1, '17'))
})

test('a number is never taken for a chat', () => {
  expect(resolveDialog(world, 1, '1489')?.messageType ?? 'P').toBe('P')
})

test.each(['', 'chat', 'chat0', 'chat-1', 'chat1e3', ' chat1489', 'chat1489 ', 'CHAT1489', 'chat01489', 'sg', 'sg12x', 'imol|1', '0', '-17', '17.0', '__proto__', 'chat99999999999999999999'])('%j names nothing', (dialogId) => {
  expect(resolveDialog(world, 1, dialogId)).toBeNull()
})

test('no text is more than a chat or nothing', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const chat = resolveDialog(world, 1, text)
    expect(chat === null || world.chats.get(chat.id) === chat).toBe(true)
  }))
})

test('the messenger writes the partner of a private conversation, and chatN otherwise', () => {
  expect(dialogIdFor(world, 1, chatOf(1231))).toBe('17')
  expect(dialogIdFor(world, 17, chatOf(1231))).toBe('1')
  expect(dialogIdFor(world, 1, chatOf(1612))).toBe('chat1612')
  expect(partnerOf(world, 1, chatOf(1231))?.id).toBe(17)
  expect(partnerOf(world, 1, chatOf(1489))).toBeNull()
})

test('what the messenger writes leads back to the chat', () => {
  for (const chat of world.chats.values()) {
    if (chat.members.of(1)) expect(resolveDialog(world, 1, dialogIdFor(world, 1, chat))).toBe(chat)
  }
})

test('members have access, who has left has none', () => {
  expect(hasAccess(world, personOf(1), chatOf(1489))).toBe(true)
  expect(hasAccess(world, personOf(1), chatOf(1555))).toBe(false)
  expect(hasAccess(world, personOf(2), chatOf(1231))).toBe(false)
})

test('open chats and open channels let in colleagues but nobody from outside', () => {
  for (const id of [1502, 1503]) {
    expect(hasAccess(world, personOf(6), chatOf(id))).toBe(true)
    expect(hasAccess(world, personOf(40), chatOf(id))).toBe(false)
  }
})

test('roles are owner, manager, member, guest and none', () => {
  expect([503, 1, 5, 23, 40].map(id => roleOf(world, id, chatOf(1489)))).toEqual(['owner', 'manager', 'member', 'none', 'none'])
  expect(roleOf(world, 6, chatOf(1503))).toBe('guest')
})

test.each([
  [1231, 'USER'], [1235, 'NONE'], [1489, 'CHAT'], [1439, 'CRM'], [2210, 'LINES'], [1733, 'CHAT'], [1612, 'CHAT'], [1501, 'CHAT'], [2, 'CHAT'],
])('chat %i belongs to the context %s', (id, context) => {
  expect(chatContext(chatOf(id))).toBe(context)
})

test('external people share workgroups with some, not with all', () => {
  expect(sharesWorkgroup(world, 40, 17)).toBe(true)
  expect(sharesWorkgroup(world, 40, 2)).toBe(false)
})

test('history begins where it is hidden before, or where the plan ends it', () => {
  const group = chatOf(1489)
  expect(firstVisible(group, group.members.of(29))).toBe(200)
  expect(firstVisible(group, group.members.of(1))).toBe(0)
  const limited = chatOf(1511)
  expect(firstVisible(limited, limited.members.of(1))).toBe(220)
})

test('unread is what came after the mark and can be seen', () => {
  const group = chatOf(1489)
  expect([1, 5, 29, 547].map(id => unreadCount(group, group.members.of(id)))).toEqual([0, 4, 2, 340])
  expect(unreadCount(group, undefined)).toBe(0)
})

test('dismissed people are no active members', () => {
  const group = chatOf(1489)
  const ids = [...activeMembers(world, group)].map(([, person]) => person.id)
  expect(group.members.of(18)).toBeDefined()
  expect(ids).not.toContain(18)
  expect(ids).toHaveLength(group.members.count - 1)
})
