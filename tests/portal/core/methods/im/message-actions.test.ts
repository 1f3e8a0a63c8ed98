import { beforeEach, expect, test } from 'vitest'
import { contextOf, FIXED_NOW, fixedPlace, refusalOf } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Method, Params } from '../../rest/exchange.ts'
import type { Chat, World } from '../../world/model.ts'
import { messageLike, messageShare } from './message-actions.ts'
import { dialogMessagesSearch } from './messages-search.ts'

let world: World

beforeEach(() => {
  world = scenario('small-group').create(fixedPlace())
})

function chatOf(id: number): Chat {
  const chat = world.chats.get(id)
  if (!chat) throw new Error(`There is no chat ${id}`)
  return chat
}

function write(chatId: number, text = 'the rhubarb', authorId = 503): number {
  return chatOf(chatId).messages.add({ authorId, createdAt: FIXED_NOW, text, likedBy: [], fileIds: [], systemCode: '' }).id
}

function run(method: Method, params: Params, viewerId = 5): unknown {
  return method.run(params, contextOf(world, viewerId)).result
}

function refusal(method: Method, params: Params, viewerId = 5) {
  return refusalOf(() => run(method, params, viewerId))
}

const UNCHANGED = ['WITHOUT_CHANGES', 400, 'Action completed without changes']

test('a like shows in the message and among the caller’s own reactions, and is taken back', () => {
  const id = write(1489)
  const reactions = (viewerId: number) => run(dialogMessagesSearch, { CHAT_ID: 1489, LIMIT: 1 }, viewerId)
  expect(run(messageLike, { MESSAGE_ID: id, ACTION: 'plus' })).toBe(true)
  expect(reactions(5)).toMatchObject({ messages: [{ id, params: { LIKE: [5] } }], reactions: [{ messageId: id, ownReactions: ['like'] }] })
  expect(reactions(1)).toMatchObject({ reactions: [{ reactionCounters: { like: 1 }, ownReactions: [] }] })
  expect(run(messageLike, { MESSAGE_ID: String(id), ACTION: 'MINUS' })).toBe(true)
  expect(reactions(5)).toMatchObject({ messages: [{ params: [] }], reactions: [] })
})

test('without an action a like changes to its opposite, and others’ likes stay', () => {
  const id = write(1489)
  run(messageLike, { MESSAGE_ID: id }, 503)
  run(messageLike, { message_id: id })
  expect(chatOf(1489).messages.byId(id)?.likedBy).toEqual([5, 503])
  run(messageLike, { ID: id, ACTION: 'whatever' })
  expect(chatOf(1489).messages.byId(id)?.likedBy).toEqual([503])
})

test('a generated message keeps its like together with a changed text', () => {
  const { messages } = chatOf(1489)
  const { id } = messages.at(20)
  run(messageLike, { MESSAGE_ID: id, ACTION: messages.at(20).likedBy.includes(5) ? 'minus' : 'plus' })
  const liked = messages.at(20).likedBy
  messages.amend(id, { text: 'another text' })
  expect(messages.at(20)).toMatchObject({ text: 'another text', likedBy: liked })
})

test('what is so already, who is no member and what is not there change nothing', () => {
  const id = write(1489)
  expect(refusal(messageLike, { MESSAGE_ID: id, ACTION: 'minus' })).toEqual(UNCHANGED)
  run(messageLike, { MESSAGE_ID: id, ACTION: 'plus' })
  expect(refusal(messageLike, { MESSAGE_ID: id, ACTION: 'plus' })).toEqual(UNCHANGED)
  expect(refusal(messageLike, { MESSAGE_ID: write(1503), ACTION: 'plus' }, 6)).toEqual(UNCHANGED)
  expect(refusal(messageLike, { MESSAGE_ID: 999_999_999, ACTION: 'plus' })).toEqual(UNCHANGED)
})

test.each([{}, { MESSAGE_ID: 0 }, { MESSAGE_ID: 'x' }, { MESSAGE_ID: -3 }])('%j names no message', (params) => {
  for (const method of [messageLike, messageShare]) expect(refusal(method, params)).toEqual(['MESSAGE_ID_ERROR', 400, 'Message ID can\'t be empty'])
})

test.each([['TASK', 'task'], ['CALEND', 'meeting'], ['POST', 'post'], ['CHAT', 'chat']])('of a message a %s is made, and the chat is told', (TYPE, kind) => {
  const id = write(1489, 'call\nthe printer')
  expect(run(messageShare, { MESSAGE_ID: id, DIALOG_ID: 'chat1489', TYPE })).toBe(true)
  expect(world.madeOfMessages).toEqual([{ id: 1_000, kind, personId: 5, messageId: id, title: 'call the printer', createdAt: FIXED_NOW }])
  const { messages } = chatOf(1489)
  const told = /^-{54}\n.+ \[\d\d:\d\d\]\ncall\nthe printer\n-{54}\n.*created from this message/
  expect(messages.at(messages.count - 1)).toMatchObject({ authorId: 0, text: expect.stringMatching(told) })
})

test('a second call makes a second one', () => {
  const params = { MESSAGE_ID: write(1489), DIALOG_ID: 'chat1489', TYPE: 'TASK' }
  run(messageShare, params)
  run(messageShare, params)
  expect(world.madeOfMessages.map(({ id }) => id)).toEqual([1_000, 1_001])
})

test('making something needs a dialog that may be read, a message in it and a type that there is', () => {
  const MESSAGE_ID = write(1489)
  const incorrect = ['PARAMS_ERROR', 400, 'Incorrect params']
  const asked = { MESSAGE_ID, DIALOG_ID: 'chat1489', TYPE: 'TASK' }
  expect(refusal(messageShare, { ...asked, DIALOG_ID: 'x' })?.slice(0, 2)).toEqual(['DIALOG_ID_EMPTY', 400])
  expect(refusal(messageShare, { ...asked, DIALOG_ID: 'chat1555' }, 1)).toEqual(['ACCESS_ERROR', 403, 'You do not have access to the specified dialog'])
  for (const TYPE of ['', 'task', 'NOTE']) expect(refusal(messageShare, { ...asked, TYPE })).toEqual(incorrect)
  expect(refusal(messageShare, { ...asked, MESSAGE_ID: 999_999_999 })).toEqual(incorrect)
  expect(world.madeOfMessages).toEqual([])
})

test('an external person makes nothing', () => {
  world = scenario('extranet').create(fixedPlace())
  const MESSAGE_ID = write(1808)
  expect(refusal(messageShare, { MESSAGE_ID, DIALOG_ID: 'chat1808', TYPE: 'TASK' }, 40)?.[0]).toBe('PARAMS_ERROR')
})
