/** The simulated portal answers in the shapes that the documentation prints, or the app would be built for another portal. */
import { expect, test } from 'vitest'
import { imMethods } from '../portal/core/methods/im/index.ts'
import { userMethods } from '../portal/core/methods/users/index.ts'
import type { Params } from '../portal/core/rest/exchange.ts'
import { contextOf, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'
import { shapeDifferences } from './shape.ts'

const world = scenario('small-group').create(fixedPlace())
const methods = [...imMethods, ...userMethods]

function methodNamed(name: string) {
  const method = methods.find(one => one.name === name)
  if (!method) throw new Error(`The portal has no method ${name}`)
  return method
}

/** The answer as it arrives: what JSON keeps of it. */
function answer(name: string, params: Params, viewerId = 1, scopes?: readonly string[]): Record<string, unknown> {
  return JSON.parse(JSON.stringify(methodNamed(name).run(params, contextOf(world, viewerId, scopes))))
}

/** An element of `items` that matches. */
function itemWhere(list: unknown, isWanted: (item: Record<string, unknown>) => boolean): Record<string, unknown> {
  const found = Array.isArray(list) ? list.find(isWanted) : undefined
  if (!found) throw new Error('No such element')
  return found
}

function itemsOf(whole: Record<string, unknown>): unknown {
  const result = whole['result']
  return typeof result === 'object' && result !== null && 'items' in result ? result.items : undefined
}

/** A person without a phone has `false`; a date that is not set is `false`; the samples happen to show one of the two. */
const person = (path: string) => ({
  [`${path}.phones`]: ['object', 'boolean'],
  [`${path}.idle`]: ['string'],
  [`${path}.last_activity_date`]: ['boolean'],
  [`${path}.mobile_last_date`]: ['string'],
  [`${path}.desktop_last_date`]: ['string'],
  [`${path}.absent`]: ['string'],
  [`${path}.bot_data`]: ['object'],
} as const)

const camelPerson = (path: string) => ({
  [`${path}.phones`]: ['boolean'],
  [`${path}.idle`]: ['string'],
  [`${path}.mobileLastDate`]: ['string'],
  [`${path}.desktopLastDate`]: ['string'],
  [`${path}.absent`]: ['string'],
} as const)

test('im.dialog.get of a deal’s chat has the shape of its page', () => {
  expect(shapeDifferences(readFixture('im.dialog.get').answer, answer('im.dialog.get', { DIALOG_ID: 'chat1439' }, 503))).toEqual([])
})

test('im.dialog.get of a deal’s chat has the facts of its page', () => {
  const { result: printed } = readFixture('im.dialog.get').answer
  const { result } = answer('im.dialog.get', { DIALOG_ID: 'chat1439' }, 503)
  const facts = ['id', 'name', 'description', 'owner', 'type', 'counter', 'user_counter', 'message_count', 'unread_id', 'restrictions', 'entity_type', 'entity_id',
    'entity_link', 'mute_list', 'message_type', 'role', 'permissions', 'manager_list', 'text_field_enabled', 'is_new', 'dialog_id']
  const pickFacts = (from: unknown) => Object.fromEntries(Object.entries(from ?? {}).filter(([name]) => facts.includes(name)))
  expect(pickFacts(result)).toEqual(pickFacts(printed))
})

test.each([['chat1489', 1], ['chat3000', 1], ['sg12', 5], ['17', 1], ['chat1808', 40]])('im.dialog.get of %s has the shape of its page', (dialogId, viewerId) => {
  // In the sample nobody has read anything yet, so no date is known.
  const also = { 'result.readed_list[].date': ['string'] } as const
  expect(shapeDifferences(readFixture('im.dialog.get').answer, answer('im.dialog.get', { DIALOG_ID: dialogId }, viewerId), { also })).toEqual([])
})

test('im.dialog.get of an open line has the shape of its twin among the open-line methods', () => {
  const also = { 'result.readed_list[].date': ['string'] } as const
  expect(shapeDifferences(readFixture('imopenlines.dialog.get').answer, answer('im.dialog.get', { DIALOG_ID: 'chat2210' }), { also })).toEqual([])
})

test('im.dialog.users.list has the shape of its page', () => {
  const sample = readFixture('im.dialog.users.list').answer
  expect(shapeDifferences(sample, answer('im.dialog.users.list', { DIALOG_ID: 'chat1489' }), { also: person('result[]') })).toEqual([])
})

test('im.chat.user.list has the shape of its page', () => {
  expect(shapeDifferences(readFixture('im.chat.user.list').answer, answer('im.chat.user.list', { CHAT_ID: 1489 }))).toEqual([])
})

test('im.dialog.messages.get has the shape of its page', () => {
  const sample = readFixture('im.dialog.messages.get').answer
  const also = {
    ...person('result.users[]'),
    // Only a picture has a size and a preview.
    'result.files[].image': ['boolean'],
    'result.files[].mediaUrl': ['array'],
  } as const
  expect(shapeDifferences(sample, answer('im.dialog.messages.get', { DIALOG_ID: 'chat1489', LIMIT: '50' }), { also })).toEqual([])
})

test('im.dialog.messages.search has the shape of its page', () => {
  const sample = readFixture('im.dialog.messages.search').answer
  const also = { ...camelPerson('result.users[]'), 'result.messages[].params': ['object'], 'result.messages[].uuid': ['null'] } as const
  expect(shapeDifferences(sample, answer('im.dialog.messages.search', { CHAT_ID: 1489, LIMIT: 200 }), { also })).toEqual([])
})

test('im.user.get has the shape of its page', () => {
  expect(shapeDifferences(readFixture('im.user.get').answer, answer('im.user.get', { ID: 103 }), { also: person('result') })).toEqual([])
})

test('im.recent.list has the shape of its page', () => {
  // The assistant of the sample is switched off here.
  const also = { 'result.copilot': ['null'], ...person('result.items[].user'), 'result.items[].message.uuid': ['null'], 'result.items[].chat.mute_list': ['array'] } as const
  expect(shapeDifferences(readFixture('im.recent.list').answer, answer('im.recent.list', {}), { also })).toEqual([])
})

test('a private row and a group’s row of im.recent.list each have the shape of their own sample', () => {
  const printed = itemsOf(readFixture('im.recent.list').answer)
  const items = itemsOf(answer('im.recent.list', { LIMIT: 200 }))
  for (const type of ['user', 'chat']) {
    const sample = itemWhere(printed, item => item['type'] === type)
    const item = itemWhere(items, one => one['type'] === type && 'user' in one)
    expect(shapeDifferences(sample, item, { also: { ...person('user'), 'chat.mute_list': ['array'] } })).toEqual([])
  }
})

test('user.current has the shape of its page', () => {
  expect(shapeDifferences(readFixture('user.current').answer, answer('user.current', {}, 1, ['user']))).toEqual([])
})

test('user.get has the shape of its page', () => {
  expect(shapeDifferences(readFixture('user.get').answer, answer('user.get', {}, 1, ['user']))).toEqual([])
})

test('profile has the shape of its page', () => {
  expect(shapeDifferences(readFixture('profile').answer, answer('profile', {}, 5))).toEqual([])
})

test('user.admin has the shape of its page', () => {
  expect(shapeDifferences(readFixture('user.admin').answer, answer('user.admin', {}, 5))).toEqual([])
})

test('every method names the page it follows', () => {
  for (const method of methods) expect(readFixture(method.name).source).toBe(method.source)
})
