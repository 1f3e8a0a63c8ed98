/** In the simulated portal, methods that change a chat answer as their pages print. */
import { beforeEach, expect, test } from 'vitest'
import { chatLeave, chatMute, dialogRead } from '../portal/core/methods/im/chat-actions.ts'
import { messageLike, messageShare } from '../portal/core/methods/im/message-actions.ts'
import type { Method, Params } from '../portal/core/rest/exchange.ts'
import type { World } from '../portal/core/world/model.ts'
import { contextOf, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'
import { shapeDifferences } from './shape.ts'

let world: World

beforeEach(() => {
  world = scenario('small-group').create(fixedPlace())
})

function answer(method: Method, params: Params): Record<string, unknown> {
  return JSON.parse(JSON.stringify(method.run(params, contextOf(world, 5))))
}

test.each([[chatMute, { CHAT_ID: 1489 }], [chatLeave, { CHAT_ID: 1489 }]])('$name answers true as on its page', (method, params) => {
  expect(answer(method, params)).toEqual(readFixture(method.name).answer)
})

test.each([[messageLike, {}], [messageShare, { DIALOG_ID: 'chat1489', TYPE: 'TASK' }]])('$name answers true as on its page', (method, params) => {
  const { messages } = world.chats.get(1489) ?? {}
  const MESSAGE_ID = messages?.at(messages.count - 1).id
  expect(answer(method, { MESSAGE_ID, ...params })).toEqual(readFixture(method.name).answer)
})

test('im.dialog.read has the shape of its page', () => {
  expect(shapeDifferences(readFixture('im.dialog.read').answer, answer(dialogRead, { DIALOG_ID: 'chat1489' }))).toEqual([])
})
