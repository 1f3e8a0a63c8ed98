import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import { dialogGet } from './dialog-get.ts'

const world = scenario('small-group').create(fixedPlace())

function get(dialogId: string, viewerId = 1) {
  return dialogGet.run({ DIALOG_ID: dialogId }, contextOf(world, viewerId)).result
}

function field(dialogId: string, name: string, viewerId = 1): unknown {
  const result = get(dialogId, viewerId)
  return typeof result === 'object' && result !== null ? Object.entries(result).find(([key]) => key === name)?.[1] : undefined
}

test('a private conversation is the hidden chat, under the partner’s number as asked', () => {
  expect(get('17')).toMatchObject({ id: 1231, dialog_id: '17', type: 'private', message_type: 'P', user_counter: 2, entity_type: '', name: '' })
  expect(get('1', 17)).toMatchObject({ id: 1231, dialog_id: '1' })
})

test('the number asked for is handed back, not another name of the chat', () => {
  expect(get('sg12')).toMatchObject({ id: 1612, dialog_id: 'sg12', entity_type: 'SONET_GROUP', entity_id: '12' })
})

test('the role is lower case and follows the viewer', () => {
  expect([503, 1, 5].map(id => field('chat1489', 'role', id))).toEqual(['owner', 'manager', 'member'])
  expect(field('chat1503', 'role', 6)).toBe('guest')
})

test('dismissed people are neither counted nor listed', () => {
  expect(field('chat1489', 'user_counter')).toBe(19)
  expect(field('chat1489', 'readed_list')).not.toContainEqual(expect.objectContaining({ user_id: 18 }))
})

test('the list of readers has everybody but the caller, with null for who has read nothing', () => {
  const list = field('chat1489', 'readed_list')
  expect(list).toHaveLength(18)
  expect(list).not.toContainEqual(expect.objectContaining({ user_id: 1 }))
  expect(list).toContainEqual({ user_id: 547, user_name: 'Anna Weber', message_id: 0, date: null })
})

test('three thousand members have three thousand read marks', () => {
  expect(field('chat3000', 'readed_list')).toHaveLength(2_999)
  expect(field('chat3000', 'user_counter')).toBe(3_000)
  expect(field('chat3000', 'message_count')).toBe(100_000)
})

test('unread messages are counted and the first of them named', () => {
  const unread = world.chats.get(1489)?.messages.at(336)
  expect(get('chat1489', 5)).toMatchObject({ counter: 4, unread_id: unread?.id })
  expect(get('chat1489', 1)).toMatchObject({ counter: 0, unread_id: 0 })
})

test('who sees history only from some point on counts messages from there', () => {
  expect(field('chat1489', 'message_count', 29)).toBe(140)
  expect(field('chat1489', 'message_count', 1)).toBe(340)
})

test('muting shows the caller’s own number only', () => {
  expect(field('chat1489', 'mute_list', 547)).toEqual([547])
  expect(field('chat1489', 'mute_list', 1)).toEqual([])
})

test('in a channel only who runs it may write', () => {
  expect(get('chat1501', 1)).toMatchObject({ text_field_enabled: true, permissions: { can_post: 'manager' } })
  expect(get('chat1501', 5)).toMatchObject({ text_field_enabled: false })
})

test('an open line has no description but null, and no address of its own', () => {
  expect(get('chat2210')).toMatchObject({ description: null, entity_link: { type: 'LINES', url: '' }, entity_data_2: 'LEAD|0|COMPANY|0|CONTACT|25|DEAL|1663' })
})

test('nobody who reads counts as a view of their own message', () => {
  const chat = world.chats.get(1439)
  const message = chat?.messages.add({ authorId: 503, createdAt: 1, text: 'x', likedBy: [], fileIds: [], systemCode: '' })
  expect(field('chat1439', 'last_message_views', 503)).toEqual({ message_id: message?.id, first_viewers: [], count_of_viewers: 0 })
  const john = chat?.members.of(103)
  if (john) Object.assign(john, { lastReadId: message?.id, lastReadAt: 0 })
  expect(field('chat1439', 'last_message_views', 503)).toEqual({
    message_id: message?.id, first_viewers: [{ user_id: 103, user_name: 'John Smith', date: '1970-01-01T01:00:00+01:00' }], count_of_viewers: 1,
  })
  expect(field('chat1439', 'last_message_views', 103)).toMatchObject({ count_of_viewers: 0 })
})

test('parameter names are read in any case', () => {
  expect(dialogGet.run({ dialog_id: 'chat1489' }, contextOf(world, 1)).result).toMatchObject({ id: 1489 })
})
