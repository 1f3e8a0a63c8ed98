import { beforeEach, expect, test } from 'vitest'
import { contextOf, FIXED_NOW, fixedPlace, refusalOf } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Method, Params } from '../../rest/exchange.ts'
import type { World } from '../../world/model.ts'
import { chatLeave, chatMute, dialogRead } from './chat-actions.ts'
import { dialogGet } from './dialog-get.ts'

let world: World

beforeEach(() => {
  world = scenario('small-group').create(fixedPlace())
})

function run(method: Method, params: Params, viewerId = 1): unknown {
  return method.run(params, contextOf(world, viewerId)).result
}

function refusal(method: Method, params: Params, viewerId = 1) {
  return refusalOf(() => run(method, params, viewerId))
}

function chatFor(viewerId: number, dialogId = 'chat1489') {
  return run(dialogGet, { DIALOG_ID: dialogId }, viewerId)
}

test('muting and its opposite show in the caller’s list of the chat, and in nobody else’s', () => {
  expect(run(chatMute, { CHAT_ID: 1489 }, 5)).toBe(true)
  expect(chatFor(5)).toMatchObject({ mute_list: [5] })
  expect(chatFor(1)).toMatchObject({ mute_list: [] })
  expect(run(chatMute, { CHAT_ID: 1489, MUTE: 'N' }, 5)).toBe(true)
  expect(chatFor(5)).toMatchObject({ mute_list: [] })
})

test.each(['chat1489', 'sg12', '17'])('a chat to mute may be named %s', (DIALOG_ID) => {
  expect(run(chatMute, { DIALOG_ID, MUTE: 'Y' })).toBe(true)
  expect(chatFor(1, DIALOG_ID)).toMatchObject({ mute_list: [1] })
})

test('muting needs a chat that is there, that may be read, and that can be muted', () => {
  for (const params of [{}, { CHAT_ID: 0 }, { CHAT_ID: 'x' }]) expect(refusal(chatMute, params)).toEqual(['CHAT_ID_EMPTY', 400, 'Chat ID can\'t be empty'])
  expect(refusal(chatMute, { DIALOG_ID: 'x' })?.slice(0, 2)).toEqual(['DIALOG_ID_EMPTY', 400])
  const refused = ['ACCESS_ERROR', 403, 'This chat cannot be muted']
  for (const CHAT_ID of [987_654, 1555]) expect(refusal(chatMute, { CHAT_ID })).toEqual(refused)
  const chat = world.chats.get(1489)
  if (chat) chat.restrictions.mute = false
  expect(refusal(chatMute, { CHAT_ID: 1489 })).toEqual(refused)
})

test('who only looks at an open chat has nothing to mute, and nobody mutes an open line, which says that it may be muted', () => {
  const refused = ['ACCESS_ERROR', 403, 'This chat cannot be muted']
  expect(refusal(chatMute, { CHAT_ID: 1503 }, 6)).toEqual(refused)
  expect(refusal(chatMute, { DIALOG_ID: 'chat2210' })).toEqual(refused)
  expect(chatFor(1, 'chat2210')).toMatchObject({ role: 'member', restrictions: { mute: true } })
})

test('reading up to a message leaves the rest unread, and without one nothing', () => {
  const list = world.chats.get(1489)?.messages
  const second = list?.at(337).id
  expect(run(dialogRead, { DIALOG_ID: 'chat1489', MESSAGE_ID: second }, 5)).toEqual({ dialogId: 'chat1489', chatId: 1489, lastId: second, counter: 2 })
  expect(chatFor(5)).toMatchObject({ counter: 2, last_id: second })
  expect(run(dialogRead, { DIALOG_ID: 'chat1489' }, 5)).toEqual({ dialogId: 'chat1489', chatId: 1489, lastId: list?.lastId, counter: 0 })
})

test('others see that the caller has read', () => {
  run(dialogRead, { DIALOG_ID: 'chat1489' }, 5)
  const lastId = world.chats.get(1489)?.messages.lastId
  expect(chatFor(1)).toMatchObject({ readed_list: expect.arrayContaining([expect.objectContaining({ user_id: 5, message_id: lastId })]) })
  expect(world.chats.get(1489)?.members.of(5)?.lastReadAt).toBe(FIXED_NOW)
})

test('a read mark does not go back', () => {
  const list = world.chats.get(1489)?.messages
  expect(run(dialogRead, { DIALOG_ID: 'chat1489', MESSAGE_ID: list?.firstId })).toMatchObject({ lastId: list?.lastId, counter: 0 })
})

test('reading without access is false, and without a dialog an error', () => {
  for (const DIALOG_ID of ['chat1555', 'chat987654', '3000']) expect(run(dialogRead, { DIALOG_ID })).toBe(false)
  expect(refusal(dialogRead, {})).toEqual(['DIALOG_ID_EMPTY', 400, 'Dialog ID can\'t be empty'])
})

test('who leaves is no member any more, cannot read the chat, and is missed by a message', () => {
  expect(run(chatLeave, { CHAT_ID: 1489 }, 5)).toBe(true)
  expect(refusal(dialogGet, { DIALOG_ID: 'chat1489' }, 5)?.[0]).toBe('ACCESS_ERROR')
  expect(chatFor(1)).toMatchObject({ user_counter: 18, message_count: 341 })
  expect(world.chats.get(1489)?.messages.at(340)).toMatchObject({ authorId: 0, systemCode: 'CHAT_LEAVE', text: '[USER=5 REPLACE]Björn Öztürk[/USER] hat den Chat verlassen.' })
})

test('a chat whose owner leaves has another owner', () => {
  run(chatLeave, { CHAT_ID: 1489 }, 503)
  const chat = world.chats.get(1489)
  expect(chat?.members.of(chat.ownerId)).toMatchObject({ isManager: true })
})

test('who left an open chat may still look', () => {
  run(chatLeave, { CHAT_ID: 1503 }, 4)
  expect(chatFor(4, 'chat1503')).toMatchObject({ role: 'guest' })
})

test('leaving is refused where the chat or the person’s part in it does not allow it', () => {
  const forbidden = ['ACCESS_ERROR', 403, 'It is forbidden to delete users of this chat']
  const denied = ['ACCESS_DENIED_KICK', 400, 'Access denied to kick user from chat']
  expect(refusal(chatLeave, {})).toEqual(['CHAT_ID_EMPTY', 400, 'Chat ID can\'t be empty'])
  expect(refusal(chatLeave, { CHAT_ID: 2 })).toEqual(['ACCESS_ERROR', 403, 'Action unavailable'])
  for (const CHAT_ID of [1612, 1231, 987_654]) expect(refusal(chatLeave, { CHAT_ID })).toEqual(forbidden)
  expect(refusal(chatLeave, { CHAT_ID: 1555 })).toEqual(denied)
  expect(refusal(chatLeave, { CHAT_ID: 1439 }, 503)).toEqual(denied)
  expect(refusal(chatLeave, { CHAT_ID: 1734 })).toEqual(denied)
})
