import { beforeEach, expect, test } from 'vitest'
import { createClock } from '../portal/core/clock.ts'
import type { Portal } from '../portal/core/facade.ts'
import { createPortal } from '../portal/core/portal.ts'
import { membersOf } from '../portal/core/world/member-list.ts'
import type { Person } from '../portal/core/world/model.ts'
import type { Undocumented } from '../portal/core/world/undocumented.ts'
import { FIXED_NOW, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'
import { shapeDifferences } from './shape.ts'

// Who reads and writes a storage that is opened to a chat, by REST as anybody could call it by hand.

const GROUP = 1489
const CHAT_CODE = `CHAT${GROUP}`
const DENIED = [403, { error: 'ACCESS_DENIED', error_description: 'Access denied!' }]

type Rows = Record<string, unknown>

let portal: Portal
let clock: ReturnType<typeof createClock>
let member: Person
let leaver: Person
let outsider: Person
let admin: Person

function begin(undocumented: Undocumented = {}): void {
  clock = createClock(() => FIXED_NOW)
  const world = scenario('small-group').create(fixedPlace())
  world.settings.undocumented = undocumented
  world.app.scopes.push('entity')
  portal = createPortal({ world, now: clock.now, seed: 'contract' })
  const chat = world.chats.get(GROUP) ?? expect.fail('no chat')
  chat.diskFolderId = 0
  const people = [...world.people.values()].filter(one => one.isActive && !one.isBot && !one.isConnector)
  const inChat = new Set([...membersOf(chat.members)].map(({ personId }) => personId))
  const plain = people.filter(one => !one.isAdmin && !one.isExtranet)
  const [first, second] = plain.filter(one => inChat.has(one.id) && one.id !== chat.ownerId)
  member = first ?? expect.fail('no member')
  leaver = second ?? expect.fail('no second member')
  outsider = plain.find(one => !inChat.has(one.id)) ?? expect.fail('nobody outside')
  admin = people.find(one => one.isAdmin) ?? expect.fail('no administrator')
}

beforeEach(() => {
  begin()
})

/** Status and answer without `time`. */
function call(as: Person, method: string, params: Rows = {}): [status: number, answer: Rows] {
  clock.advance(1_000)
  const opened = portal.openRaw({ viewerId: as.id, language: 'en', placement: 'DEFAULT', placementOptions: {} })
  const auth = Object.fromEntries(opened.fields)['AUTH_ID'] ?? ''
  const reply = portal.rest({
    method: 'POST', path: `/rest/${method}`, query: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...params, auth }), ip: '198.51.100.7',
  })
  if (reply.kind !== 'answer') throw new Error(`${method}: ${reply.kind}`)
  const answer: Rows = JSON.parse(reply.body)
  return [reply.status, Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'time'))]
}

const result = (as: Person, method: string, params?: Rows): unknown => call(as, method, params)[1]['result']
const names = (as: Person): unknown => {
  const rows = result(as, 'entity.item.get', { ENTITY: 'c1489' })
  return Array.isArray(rows) ? rows.map((row: Rows) => row['NAME']) : rows
}
const write = (as: Person, name = 'Buy milk') => call(as, 'entity.item.add', { ENTITY: 'c1489', NAME: name })

/** The chat's folder, its storage with the code, and one line in it. */
function open(as: Person, letter = 'X'): void {
  expect(result(as, 'im.disk.folder.get', { CHAT_ID: GROUP })).toEqual({ ID: expect.any(Number) })
  expect(result(as, 'entity.add', { ENTITY: 'c1489', NAME: 'Notes', ACCESS: { [CHAT_CODE]: letter } })).toBe(true)
  expect(write(as)[0]).toBe(200)
}

test('members read and write by the code of the chat, somebody outside reads an empty list and may write, change and remove nothing', () => {
  open(leaver)
  expect(names(member)).toEqual(['Buy milk'])
  expect(write(member, 'Call Anna')[0]).toBe(200)
  expect(names(leaver)).toEqual(['Buy milk', 'Call Anna'])
  expect(call(outsider, 'entity.item.get', { ENTITY: 'c1489' })).toEqual([200, { result: [], total: 0 }])
  expect(write(outsider)).toEqual(DENIED)
  for (const method of ['entity.item.update', 'entity.item.delete']) expect(call(outsider, method, { ENTITY: 'c1489', ID: 838, NAME: 'Mine' })).toEqual(DENIED)
  for (const method of ['entity.delete', 'entity.update']) expect(call(outsider, method, { ENTITY: 'c1489', NAME: 'Mine' })).toEqual(DENIED)
  expect(call(outsider, 'entity.rights', { ENTITY: 'c1489', ACCESS: { AU: 'X' } })).toEqual(DENIED)
  expect(names(leaver)).toEqual(['Buy milk', 'Call Anna'])
})

test('somebody outside gets no folder, and sees that there is a storage and its rights', () => {
  expect(call(outsider, 'im.disk.folder.get', { CHAT_ID: GROUP })).toMatchObject([403, { error: 'ACCESS_ERROR' }])
  expect(call(member, 'im.disk.folder.get')).toMatchObject([400, { error: 'CHAT_ID_EMPTY' }])
  open(member)
  expect(result(outsider, 'entity.get')).toMatchObject([{ ENTITY: 'c1489', NAME: 'Notes' }])
  expect(result(outsider, 'entity.rights', { ENTITY: 'c1489' })).toEqual({ [CHAT_CODE]: 'X', [`U${member.id}`]: 'X' })
})

test('without a folder the code opens nothing to anybody, and the folder opens it', () => {
  call(leaver, 'entity.add', { ENTITY: 'c1489', NAME: 'Notes', ACCESS: { [CHAT_CODE]: 'W' } })
  write(leaver)
  expect(names(member)).toEqual([])
  const folder = result(member, 'im.disk.folder.get', { CHAT_ID: GROUP })
  expect(result(leaver, 'im.disk.folder.get', { CHAT_ID: GROUP })).toEqual(folder)
  expect(names(member)).toEqual(['Buy milk'])
})

test('who joins reads from then on, who leaves no longer', () => {
  open(leaver)
  portal.life.perform(GROUP, { kind: 'join', by: outsider.id })
  expect(names(outsider)).toEqual(['Buy milk'])
  portal.life.perform(GROUP, { kind: 'leave', by: outsider.id })
  expect(names(outsider)).toEqual([])
  portal.life.perform(GROUP, { kind: 'leave', by: member.id })
  expect(names(member)).toEqual([])
})

test('whoever made the storage reads on after leaving, until a member who manages sets the rights again', () => {
  open(leaver)
  portal.life.perform(GROUP, { kind: 'leave', by: leaver.id })
  expect(names(leaver)).toEqual(['Buy milk'])
  expect(result(member, 'entity.rights', { ENTITY: 'c1489', ACCESS: { [CHAT_CODE]: 'X' } })).toEqual({ [CHAT_CODE]: 'X', [`U${member.id}`]: 'X' })
  expect(names(leaver)).toEqual([])
  expect(write(leaver)).toEqual(DENIED)
  expect(names(member)).toEqual(['Buy milk'])
})

test('with W for members nobody but the maker and an administrator can shut the maker out', () => {
  open(leaver, 'W')
  portal.life.perform(GROUP, { kind: 'leave', by: leaver.id })
  expect(call(member, 'entity.rights', { ENTITY: 'c1489', ACCESS: { [CHAT_CODE]: 'W' } })).toEqual(DENIED)
  expect(names(leaver)).toEqual(['Buy milk'])
  expect(call(member, 'entity.item.delete', { ENTITY: 'c1489', ID: 838 })).toEqual([200, { result: true }])
})

test('with X for members any of them can open the storage to everybody or remove it', () => {
  open(leaver)
  expect(call(member, 'entity.rights', { ENTITY: 'c1489', ACCESS: { AU: 'R' } })[0]).toBe(200)
  expect(names(outsider)).toEqual(['Buy milk'])
  expect(call(member, 'entity.delete', { ENTITY: 'c1489' })).toEqual([200, { result: true }])
  expect(call(member, 'entity.item.get', { ENTITY: 'c1489' })).toEqual([400, { error: 'ERROR_ENTITY_NOT_FOUND', error_description: 'Entity not found' }])
})

test('somebody outside can prepare the storage, and its rights say so', () => {
  call(outsider, 'entity.add', { ENTITY: 'c1489', NAME: 'Notes', ACCESS: { [CHAT_CODE]: 'W' } })
  call(member, 'im.disk.folder.get', { CHAT_ID: GROUP })
  write(member)
  expect(names(outsider)).toEqual(['Buy milk'])
  expect(result(member, 'entity.rights', { ENTITY: 'c1489' })).toEqual({ [CHAT_CODE]: 'W', [`U${outsider.id}`]: 'X' })
  expect(call(member, 'entity.add', { ENTITY: 'c1489', NAME: 'Notes' })).toEqual([400, { error: 'ERROR_ENTITY_ALREADY_EXISTS', error_description: 'Entity already exists' }])
})

test('a guest from outside the company reads as a member and nothing as anybody else', () => {
  outsider.isExtranet = true
  open(member)
  expect(names(outsider)).toEqual([])
  portal.life.perform(GROUP, { kind: 'invite', by: member.id, whom: [outsider.id] })
  expect(names(outsider)).toEqual(['Buy milk'])
})

test('an administrator reads, writes and manages everything', () => {
  portal.life.perform(GROUP, { kind: 'leave', by: admin.id })
  open(member, 'R')
  expect(names(admin)).toEqual(['Buy milk'])
  expect(write(admin)[0]).toBe(200)
  expect(result(admin, 'entity.rights', { ENTITY: 'c1489', ACCESS: { AU: 'R' } })).toEqual({ AU: 'R', [`U${admin.id}`]: 'X' })
})

test('a portal on which the code opens nothing, one that makes no folder, and one whose readings are behind what was written can be had', () => {
  begin({ storagesBehind: 1_500 })
  open(member)
  expect([names(member), names(member)]).toEqual([[], ['Buy milk']])
  begin({ chatCodes: 'nobody' })
  open(leaver)
  expect(names(member)).toEqual([])
  begin({ chatFolder: 'refused' })
  expect(call(member, 'im.disk.folder.get', { CHAT_ID: GROUP })).toMatchObject([400, { error: 'INTERNAL_ERROR' }])
})

test('where only readers are shown a storage, its name is free to others, and what is read by it stays the first one', () => {
  begin({ storageSight: 'readers' })
  call(outsider, 'entity.add', { ENTITY: 'c1489', NAME: 'Taken' })
  expect([result(member, 'entity.rights', { ENTITY: 'c1489' }), result(member, 'entity.get'), names(member)]).toEqual([null, [], []])
  expect([write(member), call(member, 'entity.update', { ENTITY: 'c1489' })]).toMatchObject([[400, { error: 'ERROR_ENTITY_NOT_FOUND' }], [400, {}]])
  open(member)
  expect([names(member), names(leaver), names(admin)]).toEqual([[], [], []])
  expect(result(admin, 'entity.get')).toMatchObject([{ NAME: 'Taken' }, { NAME: 'Notes' }])
})

test('names have their letters, their length and a home', () => {
  const add = (entity: string, name = 'Notes') => call(member, 'entity.add', { ENTITY: entity, NAME: name })
  const most = 50 - `APP_${portal.world.app.clientId}_`.length
  expect(add('c'.repeat(most))).toEqual([200, { result: true }])
  expect(add('c'.repeat(most + 1))).toEqual([400, { error: 'ERROR_ARGUMENT', error_description: `Entity code is too long. Max length is ${most} characters.`, argument: '' }])
  expect(add('-?-')).toEqual([400, { error: 'ERROR_ARGUMENT', error_description: 'Argument \'ENTITY\' is null or empty', argument: 'ENTITY' }])
  expect(add('c1', ' ')).toEqual([400, { error: 'ERROR_CORE', error_description: 'Block name is not specified.<br>' }])
  expect(result(member, 'entity.rights', { ENTITY: 'c2' })).toBeNull()
  portal.world.app.scopes = ['im']
  expect(call(member, 'entity.get')[1]).toMatchObject({ error: 'insufficient_scope' })
})

test('items come in pages of 50, sorted and filtered; a condition with an unknown sign is dropped', () => {
  open(member)
  call(member, 'entity.item.property.add', { ENTITY: 'c1489', PROPERTY: 'place', NAME: 'Place', TYPE: 'n' })
  for (let place = 1; place <= 51; place += 1) call(member, 'entity.item.add', { ENTITY: 'c1489', NAME: `Line ${place}`, PROPERTY_VALUES: { place, other: 1 } })
  const get = (params: Rows) => call(member, 'entity.item.get', { ENTITY: 'c1489', ...params })[1]
  expect(get({})).toMatchObject({ total: 52, next: 50, result: expect.objectContaining({ length: 50 }) })
  expect(get({ start: 50 })).toEqual({ total: 52, result: [expect.objectContaining({ NAME: 'Line 50' }), expect.objectContaining({ NAME: 'Line 51' })] })
  expect(get({ FILTER: { '>PROPERTY_PLACE': 49 }, SORT: { PROPERTY_PLACE: 'DESC' } })).toMatchObject({ total: 2, result: [{ PROPERTY_VALUES: { place: '51' } }, { NAME: 'Line 50' }] })
  expect(get({ FILTER: { '%NAME': 'milk' } })).toMatchObject({ total: 1, result: [{ ID: '838', PROPERTY_VALUES: { place: null } }] })
  expect(get({ FILTER: { 0: { LOGIC: 'OR', NAME: 'Line 1', ID: 838 } } })).toMatchObject({ total: 2 })
  expect(get({ FILTER: { '@ID': [838] } })).toMatchObject({ total: 52 })
})

test('an item is changed without an expected version, and says who did it and when', () => {
  open(member)
  expect(call(leaver, 'entity.item.update', { ENTITY: 'c1489', ID: 838, DETAIL_TEXT: 'Two litres' })).toEqual([200, { result: true }])
  expect(result(member, 'entity.item.get', { ENTITY: 'c1489' })).toMatchObject([{ NAME: 'Buy milk', DETAIL_TEXT: 'Two litres', CREATED_BY: String(member.id), MODIFIED_BY: String(leaver.id) }])
  expect(call(member, 'entity.item.update', { ENTITY: 'c1489', ID: 999 })).toEqual([400, { error: 'ERROR_ITEM_NOT_FOUND', error_description: 'Item not found' }])
  expect(call(member, 'entity.item.update', { ENTITY: 'c1489' })).toMatchObject([400, { error: 'ERROR_ARGUMENT', argument: 'ID' }])
  expect(call(member, 'entity.item.add', { ENTITY: 'c1489' })).toEqual([400, { error: 'ERROR_CORE', error_description: 'Name is not specified.<br>' }])
  expect(call(member, 'entity.item.add', { ENTITY: 'c1489', NAME: 'a', DETAIL_TEXT: {} })).toMatchObject([400, { error: 'ERROR_ARGUMENT' }])
})

test('properties are made by who manages, once each, of three kinds', () => {
  open(member, 'W')
  const add = (as: Person, more: Rows) => call(as, 'entity.item.property.add', { ENTITY: 'c1489', PROPERTY: 'who', NAME: 'Who', ...more })
  expect(add(leaver, {})).toEqual(DENIED)
  expect(add(member, {})).toEqual([200, { result: true }])
  expect(add(member, {})).toMatchObject([400, { error: 'ERROR_PROPERTY_ALREADY_EXISTS' }])
  expect(add(member, { PROPERTY: 'x', TYPE: 'L' })).toEqual([400, { error: 'ERROR_ARGUMENT', error_description: 'Wrong entity item property type', argument: 'TYPE' }])
  expect(add(member, { PROPERTY: '1x' })).toMatchObject([400, { error: 'ERROR_CORE' }])
  expect(call(member, 'entity.item.property.delete', { ENTITY: 'c1489', PROPERTY: 'who' })).toEqual([200, { result: true }])
  expect(call(member, 'entity.item.property.get', { ENTITY: 'c1489', PROPERTY: 'who' })).toEqual([400, { error: 'ERROR_PROPERTY_NOT_FOUND', error_description: 'Property not found' }])
})

test.each([
  ['entity.get', { ENTITY: 'dish_v2' }], ['entity.add', { ENTITY: 'other', NAME: 'Other' }], ['entity.rights', { ENTITY: 'dish_v2', ACCESS: { U1: 'W', AU: 'R' } }],
  ['entity.item.get', { ENTITY: 'dish_v2' }], ['entity.item.property.get', { ENTITY: 'dish_v2' }], ['im.disk.folder.get', { CHAT_ID: GROUP }],
  ['user.access', { ACCESS: ['G2'] }],
])('%s answers in the shape of its page', (method, params) => {
  const [, answer] = [call(member, 'entity.add', { ENTITY: 'dish_v2', NAME: 'Dishes v2' }),
    call(member, 'entity.item.property.add', { ENTITY: 'dish_v2', PROPERTY: 'dish', NAME: 'Dish' }),
    call(member, 'entity.item.property.add', { ENTITY: 'dish_v2', PROPERTY: 'price', NAME: 'Price', TYPE: 'N' }),
    call(member, 'entity.item.add', { ENTITY: 'dish_v2', NAME: 'Buckwheat', PROPERTY_VALUES: { dish: 813, price: 16 } }),
    call(member, method, params)].at(-1) ?? []
  const { answer: printed } = readFixture(method) // whose number it is depends on the caller
  const shown = method === 'entity.rights' ? { result: Object.values(Object(answer?.['result'])) } : answer
  const sample = method === 'entity.rights' ? { result: Object.values(Object(printed['result'])) } : printed
  expect(shapeDifferences(sample, shown ?? {})).toEqual([])
})
