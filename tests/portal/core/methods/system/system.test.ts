import { expect, test } from 'vitest'
import { aPortal } from '../../rest/test-portal.ts'
import { aWorld } from '../../rest/test-world.ts'

test('scope names what the token carries', () => {
  expect(aPortal().call('scope').body['result']).toEqual(['im', 'placement'])
})

test('scope names everything when asked for all', () => {
  expect(aPortal().call('scope', { full: true }).body['result']).toEqual(expect.arrayContaining(['crm', 'im', 'user_brief']))
})

test('app.info describes the application and the licence', () => {
  expect(aPortal(aWorld({ app: { isInstalled: false } })).call('app.info').body['result']).toEqual({
    ID: 7, CODE: 'local.demo', VERSION: 1, STATUS: 'L', INSTALLED: false, PAYMENT_EXPIRED: 'N', DAYS: null, LANGUAGE_ID: 'en',
    LICENSE: 'de_ent250', LICENSE_TYPE: 'ent250', LICENSE_FAMILY: 'ent',
  })
})

test('server.time is the portal\'s clock with its offset', () => {
  expect(aPortal().call('server.time').body['result']).toBe('2026-08-21T12:00:00+02:00')
})

test.each([
  ['test.echo', true, true], ['test.drive', true, false], ['batch', true, true], ['method.get', true, true],
  ['Test.Echo', false, false], ['im.nothing', false, false], ['', false, false],
])('method.get says that %s exists %o and is available %o', (name, isExisting, isAvailable) => {
  expect(aPortal().call('method.get', { name }).body['result']).toEqual({ isExisting, isAvailable })
})

test('method.get without a name knows nothing', () => {
  expect(aPortal().call('method.get').body['result']).toEqual({ isExisting: false, isAvailable: false })
})

test('feature.get knows the documented features and needs a code', () => {
  const { call } = aPortal()
  expect(call('feature.get', { CODE: 'rest_auth_connector' }).body['result']).toEqual({ value: 'Y' })
  expect(call('feature.get', { CODE: 'unknown' }).body['result']).toEqual({ value: 'N' })
  expect(call('feature.get')).toMatchObject({ status: 400, body: { error: 'CODE_EMPTY', error_description: 'CODE can\'t be empty' } })
})

test('options of the application are merged key by key and keep their types', () => {
  const { call } = aPortal()
  expect(call('app.option.set', { options: { a: 1, b: { c: true } } }).body['result']).toBe(true)
  call('app.option.set', { options: { a: 2 } })
  expect(call('app.option.get', {}, 2).body['result']).toEqual({ a: 2, b: { c: true } })
  expect(call('app.option.get', { option: 'a' }).body['result']).toBe(2)
})

test.each(['app.option.get', 'user.option.get'])('%s answers an empty list without options and null for a missing one', (method) => {
  const { call } = aPortal()
  expect(call(method).body['result']).toEqual([])
  expect(call(method, { option: 'constructor' }).body['result']).toBeNull()
})

test('only an administrator sets options of the application', () => {
  const { call } = aPortal()
  expect(call('app.option.set', { options: { a: 1 } }, 2))
    .toMatchObject({ status: 400, body: { error: 'AccessException', error_description: 'Administrator authorization required' } })
  expect(call('app.option.get').body['result']).toEqual([])
})

test.each(['app.option.set', 'user.option.set'])('%s needs something to set', (method) => {
  const { call } = aPortal()
  for (const params of [{}, { options: {} }, { options: [] }, { options: 'text' }]) {
    expect(call(method, params)).toMatchObject({ status: 400, body: { error: 'ArgumentNullException', error_description: 'options is empty' } })
  }
})

test('each person has options of their own', () => {
  const { call } = aPortal()
  call('user.option.set', { options: { theme: 'dark' } }, 2)
  expect(call('user.option.get', {}, 2).body['result']).toEqual({ theme: 'dark' })
  expect(call('user.option.get', {}, 3).body['result']).toEqual([])
})

test('without `options` every parameter is stored, those of the query too', () => {
  const portal = aPortal()
  const body = JSON.stringify({ auth: portal.tokenOf(2), theme: 'dark' })
  portal.send({ path: '/rest/user.option.set', query: 'bx24_request_id=1', body })
  expect(portal.call('user.option.get', {}, 2).body['result']).toEqual({ bx24_request_id: '1', theme: 'dark' })
})
