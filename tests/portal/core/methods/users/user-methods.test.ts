import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { profile, userAccess, userAdmin, userCurrent, userGet } from './user-methods.ts'

const world = scenario('small-group').create(fixedPlace())

type Fields = Record<string, unknown>

function current(scopes: string[], viewerId = 1): Fields {
  return JSON.parse(JSON.stringify(userCurrent.run({}, contextOf(world, viewerId, scopes)).result))
}

function find(params: Params, scopes = ['user'], viewerId = 1): { result: Fields[], total?: number, next?: number } {
  return JSON.parse(JSON.stringify(userGet.run(params, contextOf(world, viewerId, scopes))))
}

const ids = (params: Params) => find(params).result.map(fields => fields['ID'])

test('contacts need more than the brief scope, sign-ins need the full one', () => {
  const opened = (scopes: string[]) => ['EMAIL', 'LAST_LOGIN', 'NAME'].map(field => field in current(scopes))
  expect(opened(['user_brief'])).toEqual([false, false, true])
  expect(opened(['user_basic'])).toEqual([true, false, true])
  expect(opened(['user'])).toEqual([true, true, true])
})

test('of several scopes the widest counts', () => {
  expect(current(['user_brief', 'user'])).toHaveProperty('EMAIL')
})

test('numbers of people are text, departments are numbers', () => {
  expect(current(['user'], 5)).toMatchObject({ ID: '5', ACTIVE: true, UF_DEPARTMENT: [7] })
})

test('a page has fifty people and says where the next begins', () => {
  const page = find({})
  expect(page.result).toHaveLength(50)
  expect(page).toMatchObject({ next: 50 })
  expect(find({ start: '50' }).result[0]?.['ID']).toBe('51')
  expect(find({ START: '50' }).result[0]?.['ID']).toBe('1')
})

test('the last page has no next, and counting can be switched off', () => {
  expect(find({ FILTER: { ID: 17 } })).toMatchObject({ total: 1 })
  expect(find({ FILTER: { ID: 17 } })).not.toHaveProperty('next')
  expect(Object.keys(find({ start: -1 }))).toEqual(['result'])
})

test('bots, guests and people of other portals are not found', () => {
  expect(ids({ filter: { '@ID': [3901, 599, 602, 17] } })).toEqual(['17'])
})

test.each([
  [{ ID: ['5', 17] }, ['5', '17']],
  [{ '>=ID': 5, '<ID': 8 }, ['5', '6', '7']],
  [{ '!@ID': [6], '>ID': 4, '<=ID': 7 }, ['5', '7']],
  [{ '%LAST_NAME': 'üllersch' }, ['4']],
  [{ 'NAME': 'Anna', '=%LAST_NAME': 'Pet%' }, ['17']],
  [{ NAME_SEARCH: 'lindq' }, ['1']],
  [{ 'ACTIVE': false, '<ID': 30 }, ['18']],
  [{ USER_TYPE: 'extranet' }, ['40', '41', '42', '3911']],
  [{ UNKNOWN: 'x' }, []],
])('the filter %j finds %j', (FILTER, expected) => {
  expect(ids({ FILTER })).toEqual(expected)
})

test('a field may be among the parameters when there is no filter', () => {
  expect(ids({ ID: 17, bx24_request_id: 'x' })).toEqual(['17'])
})

test('people are sorted by number unless another field and direction are asked for', () => {
  expect(ids({ FILTER: { '<ID': 5 } })).toEqual(['1', '2', '3', '4'])
  expect(ids({ FILTER: { '<ID': 5 }, sort: 'ID', order: 'desc' })).toEqual(['4', '3', '2', '1'])
  expect(ids({ FILTER: { '<ID': 5 }, sort: 'LAST_NAME', order: 'ASC' })).toEqual(['2', '4', '1', '3'])
})

test('only selected fields come, and unknown ones are no error', () => {
  expect(find({ FILTER: { ID: 17 }, select: ['ID', 'NAME', 'NOTHING'] }).result).toEqual([{ ID: '17', NAME: 'Anna' }])
  expect(Object.keys(find({ FILTER: { ID: 17 }, select: ['UF_*'] }).result[0] ?? {}).every(name => name.startsWith('UF_'))).toBe(true)
})

test('a field that the scope closes cannot be selected', () => {
  expect(find({ FILTER: { ID: 17 }, select: ['EMAIL', 'ID'] }, ['user_brief']).result).toEqual([{ ID: '17' }])
})

test('an external person finds their own circle', () => {
  expect(find({}, ['user'], 40).result.map(fields => fields['ID'])).toEqual(['1', '5', '12', '17', '23', '40', '41', '42'])
})

test('the profile needs no scope and leaves out a missing picture', () => {
  expect(profile.scopes).toEqual([])
  expect(profile.run({}, contextOf(world, 1, [])).result).toMatchObject({ ID: '1', ADMIN: true, TIME_ZONE: 'Europe/Stockholm' })
  expect(profile.run({}, contextOf(world, 15, [])).result).not.toHaveProperty('PERSONAL_PHOTO')
})

test('the profile of a dismissed person is empty', () => {
  expect(profile.run({}, contextOf(world, 18)).result).toEqual([])
})

test('administrators are recognised', () => {
  expect([1, 5].map(id => userAdmin.run({}, contextOf(world, id)).result)).toEqual([true, false])
})

test('whoever holds one of the codes is told so, and an administrator always', () => {
  const asked = (ids: readonly number[], ...ACCESS: string[]) => ids.map(id => userAccess.run({ ACCESS }, contextOf(world, id)).result)
  expect([asked([1, 5, 6], 'U5', 'CHAT1'), asked([5, 6], 'G2')]).toEqual([[true, true, false], [true, true]])
})
