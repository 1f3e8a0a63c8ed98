import { AjaxError, SdkError } from '@bitrix24/b24jssdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PORTAL_ERROR_KINDS, PortalError } from './errors.ts'
import { errorInResult, isRateLimit, toPortalError } from './to-portal-error.ts'

function anAjaxError(code: string, status: number): AjaxError {
  return new AjaxError({ code, status, description: 'words of the portal', requestInfo: { method: 'im.dialog.get' } })
}

test.each([
  ['ACCESS_ERROR', 403, 'no-access'],
  ['ACCESS_ERROR', 400, 'no-access'],
  ['ACCESS_DENIED', 403, 'no-access'],
  ['INVALID_CREDENTIALS', 401, 'no-access'],
  ['user_access_error', 403, 'no-access'],
  ['insufficient_scope', 403, 'missing-scope'],
  ['insufficient_scope', 401, 'missing-scope'],
  ['insufficient_scope', 200, 'missing-scope'],
  ['expired_token', 401, 'session-expired'],
  ['NO_AUTH_FOUND', 401, 'session-expired'],
  ['NOT_FOUND', 400, 'not-found'],
  ['ERROR_ENTITY_NOT_FOUND', 400, 'not-found'],
  ['DIALOG_ID_EMPTY', 400, 'not-found'],
  ['QUERY_LIMIT_EXCEEDED', 503, 'busy'],
  ['OVERLOAD_LIMIT', 503, 'busy'],
  ['OPERATION_TIME_LIMIT', 429, 'busy'],
  ['OPERATION_TIME_LIMIT', 200, 'busy'],
  ['NETWORK_ERROR', 0, 'offline'],
  ['REQUEST_TIMEOUT', 408, 'timeout'],
  ['CONNECTION_ERROR', 401, 'timeout'],
  ['JSSDK_UNKNOWN_ERROR', 0, 'bad-answer'],
  ['ERR_BAD_RESPONSE', 500, 'bad-answer'],
  ['ERR_BAD_RESPONSE', 502, 'bad-answer'],
  ['ERR_BAD_RESPONSE', 503, 'busy'],
  ['ERR_BAD_REQUEST', 404, 'bad-answer'],
  ['ERR_BAD_REQUEST', 429, 'busy'],
  ['ERROR_ARGUMENT', 400, 'unknown'],
  ['ERROR_PLACEMENT_MAX_COUNT', 400, 'unknown'],
  ['ERROR_PLACEMENT_MAX_COUNT', 200, 'unknown'],
  ['ERROR_PLACEMENT_USER_MODE', 400, 'unknown'],
  ['ERROR_PLACEMENT_USER_MODE', 200, 'unknown'],
  ['SOMETHING_NEW', 403, 'no-access'],
  ['SOMETHING_NEW', 404, 'not-found'],
  ['SOMETHING_NEW', 200, 'unknown'],
  ['ERROR_METHOD_NOT_FOUND', 404, 'unknown'],
  ['INTERNAL_SERVER_ERROR', 500, 'unknown'],
] as const)('%s with status %d is %s', (code, status, kind) => {
  expect(toPortalError(anAjaxError(code, status), 'im.dialog.get')).toMatchObject({ kind, code, method: 'im.dialog.get' })
})

test('a token that could not be renewed is a session that ended, though the SDK calls it unknown', () => {
  const reason = new SdkError({ code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', status: 408 })
  const thrown = new AjaxError({ code: 'JSSDK_UNKNOWN_ERROR', status: 0, originalError: reason })
  expect(toPortalError(thrown, 'batch')).toMatchObject({ kind: 'session-expired', code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT' })
})

test('only the portal\'s own words are kept, and not without end, and no half of a character', () => {
  expect(toPortalError(anAjaxError('ACCESS_ERROR', 403), 'x').description).toBe('words of the portal')
  expect(toPortalError(anAjaxError('NETWORK_ERROR', 0), 'x').description).toBe('')
  const long = new AjaxError({ code: 'ACCESS_ERROR', status: 403, description: `a${'😀'.repeat(10_000)}` })
  expect(toPortalError(long, 'x').description).toBe(`a${'😀'.repeat(249)}`)
  expect(errorInResult({ error: 'x', error_description: long.message }, 'x')?.description).toBe(`a${'😀'.repeat(249)}`)
})

test('the request with its token is not carried along', () => {
  const thrown = new AjaxError({
    code: 'ACCESS_ERROR', status: 403, requestInfo: { method: 'x', params: { secret: 'hush' } }, originalError: { config: { data: '{"auth":"hush"}' } },
  })
  const error = toPortalError(thrown, 'x')
  expect(error.cause).toBeUndefined()
  expect(JSON.stringify(Object.entries(error))).not.toContain('hush')
})

test('an exception of any other kind is a bad answer, and a PortalError stays itself', () => {
  expect(toPortalError(new TypeError('x is undefined'), 'batch')).toMatchObject({ kind: 'bad-answer', code: '' })
  const error = new PortalError('no-access')
  expect(toPortalError(error, 'batch')).toBe(error)
})

test('anything thrown becomes a known kind', () => {
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.tuple(fc.string(), fc.integer()).map(([code, status]) => anAjaxError(code, status))), (thrown) => {
    expect(PORTAL_ERROR_KINDS).toContain(toPortalError(thrown, 'x').kind)
  }))
})

test('an error inside a successful answer is found', () => {
  // placement.bind answers so when an option is refused
  expect(errorInResult({ error: 'INVALID_ERROR_CONTEXT', error_description: 'Invalid context' }, 'placement.bind'))
    .toMatchObject({ kind: 'unknown', code: 'INVALID_ERROR_CONTEXT', description: 'Invalid context', method: 'placement.bind' })
  expect(errorInResult({ error: 'ACCESS_DENIED' }, 'placement.bind')).toMatchObject({ kind: 'no-access' })
})

test.each([[true], [null], [[]], [{}], [{ error: '' }], [{ error: 5 }], [{ error: 'text', id: 1 }], ['error']])('%j is no error', (result) => {
  expect(errorInResult(result, 'x')).toBeNull()
})

test('only a refusal by rate is worth another try', () => {
  expect(isRateLimit(toPortalError(anAjaxError('QUERY_LIMIT_EXCEEDED', 503), 'x'))).toBe(true)
  expect(isRateLimit(toPortalError(anAjaxError('ERR_BAD_RESPONSE', 503), 'x'))).toBe(true)
  expect(isRateLimit(toPortalError(anAjaxError('OVERLOAD_LIMIT', 503), 'x'))).toBe(false)
  expect(isRateLimit(toPortalError(anAjaxError('OPERATION_TIME_LIMIT', 429), 'x'))).toBe(false)
  expect(isRateLimit(toPortalError(anAjaxError('ERR_BAD_RESPONSE', 500), 'x'))).toBe(false)
})
