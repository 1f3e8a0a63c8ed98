import { expect, test } from 'vitest'
import type { FaultKind } from '../faults.ts'
import { aPerson, aWorld, TEST_NOW } from './test-world.ts'
import { aPortal, asAnswer } from './test-portal.ts'

const restEntries = ({ portal }: ReturnType<typeof aPortal>) => portal.log.filter(entry => entry.kind === 'rest')

test('a success carries its result and the time it took', () => {
  const { call } = aPortal()
  expect(call('test.echo', { A: 1 }).body).toEqual({
    result: { A: 1 },
    time: {
      start: TEST_NOW / 1000, finish: (TEST_NOW + 20) / 1000, duration: 0.02, processing: 0.02,
      date_start: '2026-08-21T12:00:00+02:00', date_finish: '2026-08-21T12:00:00+02:00',
      operating_reset_at: TEST_NOW / 1000 + 600, operating: 0.02,
    },
  })
})

test('a list says how many there are and where the next page begins', () => {
  expect(aPortal().call('test.list').body).toMatchObject({ total: 120, next: 50 })
})

test('an error carries code, description and what the method adds', () => {
  const { status, body } = aPortal().call('test.fail')
  expect([status, body]).toEqual([400, { error: 'TEST_FAILED', error_description: 'As told', argument: 'X' }])
})

test('every answer may be read by any origin, also an error', () => {
  const { call, send } = aPortal()
  for (const { headers } of [call('test.echo'), call('test.fail'), asAnswer(send({ path: '/rest/nothing' }))]) {
    expect(headers['access-control-allow-origin']).toBe('*')
  }
})

test('a preflight is answered at once, does not allow an authorization header, and is not logged', () => {
  const portal = aPortal()
  const { status, headers, text } = asAnswer(portal.send({ path: '/rest/app.info', method: 'OPTIONS' }))
  expect([status, text, headers['access-control-allow-headers']]).toEqual([200, '', 'origin, content-type, accept'])
  expect(restEntries(portal)).toEqual([])
})

test('a method is missing before a token is', () => {
  const portal = aPortal()
  const { status, body } = asAnswer(portal.send({ path: '/rest/im.nothing.get' }))
  expect([status, body['error'], body['error_description']]).toEqual([404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'])
  expect(portal.portal.log).toContainEqual({ kind: 'unknown-method', at: TEST_NOW, method: 'im.nothing.get' })
})

test.each([undefined, 'forged'])('a token of %s is no authorization', (auth) => {
  const { status, body } = asAnswer(aPortal().send({ path: '/rest/app.info', body: JSON.stringify({ auth }) }))
  expect([status, body['error']]).toEqual([401, 'NO_AUTH_FOUND'])
})

test('a token ends with its life', () => {
  const portal = aPortal()
  expect(portal.call('test.echo').status).toBe(200)
  portal.clock.time += 3_599_999
  expect(portal.call('test.echo').status).toBe(200)
  portal.clock.time += 1
  expect(portal.call('test.echo')).toMatchObject({ status: 401, body: { error: 'expired_token' } })
})

test('all tokens can be made to expire at once', () => {
  const { portal, call } = aPortal()
  call('test.echo')
  portal.expireTokens()
  expect(call('test.echo').body['error']).toBe('expired_token')
})

test('a scope that the token lacks is named by its error, after the token is known', () => {
  const portal = aPortal()
  expect(portal.call('test.drive')).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
  expect(asAnswer(portal.send({ path: '/rest/test.drive' })).body['error']).toBe('NO_AUTH_FOUND')
})

test('a token does not grow when the application is granted more', () => {
  const world = aWorld()
  const portal = aPortal(world)
  const before = portal.tokenOf(1)
  world.app.scopes.push('disk')
  expect(asAnswer(portal.send({ path: '/rest/test.drive', query: `auth=${before}` })).status).toBe(403)
  expect(asAnswer(portal.send({ path: '/rest/test.drive', query: `auth=${portal.tokenOf(1)}` })).status).toBe(200)
})

test('a dismissed person cannot be authorised', () => {
  const world = aWorld()
  const portal = aPortal(world)
  const token = portal.tokenOf(2)
  world.people.set(2, aPerson({ id: 2, isActive: false }))
  expect(asAnswer(portal.send({ path: '/rest/app.info', query: `auth=${token}` }))).toMatchObject({ status: 401, body: { error: 'authorization_error' } })
})

test('an application limited to some people is closed to others but not to administrators', () => {
  const { call } = aPortal(aWorld({ app: { allowedPersonIds: [3] } }))
  expect(call('app.info', {}, 2)).toMatchObject({ status: 403, body: { error: 'user_access_error' } })
  expect(call('app.info', {}, 3).status).toBe(200)
  expect(call('app.info', {}, 1).status).toBe(200)
})

test('plain http is refused where the portal is on https', () => {
  const refused = asAnswer(aPortal().send({ path: '/rest/app.info', isSecure: false }))
  expect([refused.status, refused.body['error']]).toEqual([400, 'INVALID_REQUEST'])
  expect(asAnswer(aPortal(aWorld({ isHttps: false })).send({ path: '/rest/app.info', isSecure: false })).body['error']).toBe('NO_AUTH_FOUND')
})

test('xml is given to those who ask for it', () => {
  const portal = aPortal()
  const answer = asAnswer(portal.send({ path: '/rest/test.echo.xml', query: `auth=${portal.tokenOf(1)}&a[]=<&a[]=2` }))
  expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8')
  expect(answer.text).toMatch(/^<response><result><a><item>&lt;<\/item><item>2<\/item><\/a><\/result><time><start>/)
})

test('the rate limit answers before anything else and is logged', () => {
  const portal = aPortal(aWorld({ limits: { burst: 2, perSecond: 1 } }))
  const answers = [1, 2, 3].map(() => portal.call('test.echo'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 503])
  expect(answers[2]?.body['error']).toBe('QUERY_LIMIT_EXCEEDED')
  expect(asAnswer(portal.send({ path: '/rest/nothing' })).status).toBe(503)
  portal.clock.time += 1000
  expect(portal.call('test.echo').status).toBe(200)
})

test('a method whose working time is used up is blocked until a basket falls away', () => {
  const portal = aPortal(aWorld({ limits: { operatingSeconds: 1, workMs: 600 } }))
  const [, second, third] = [1, 2, 3].map(() => portal.call('test.echo'))
  expect(second).toMatchObject({ status: 200, body: { time: { operating_reset_at: TEST_NOW / 1000 + 600 } } })
  expect([third?.status, third?.body]).toMatchObject([429, { error: 'OPERATION_TIME_LIMIT' }])
  expect(third?.body).not.toHaveProperty('operating_reset_at')
  expect(portal.call('app.info').status).toBe(200)
  portal.clock.time += 600_000
  expect(portal.call('test.echo').status).toBe(200)
})

test('without a limit on working time nothing is counted', () => {
  const { call } = aPortal(aWorld({ limits: { operatingSeconds: null } }))
  expect(call('test.echo').body['time']).not.toHaveProperty('operating')
})

test.each<[FaultKind, number, string]>([
  [{ kind: 'http-500' }, 500, 'INTERNAL_SERVER_ERROR'],
  [{ kind: 'expired-token' }, 401, 'expired_token'],
  [{ kind: 'http-503' }, 503, 'QUERY_LIMIT_EXCEEDED'],
  [{ kind: 'http-429', resetSeconds: 30 }, 429, 'OPERATION_TIME_LIMIT'],
])('the fault %o answers %i %s', (fault, status, code) => {
  const { portal, call } = aPortal()
  portal.addFault({ side: 'rest', target: 'test.echo', fault, times: 1 })
  expect(call('test.echo')).toMatchObject({ status, body: { error: code } })
  expect(call('test.echo').status).toBe(200)
})

test('latency delays the answer and shows in its time', () => {
  const { portal, call } = aPortal()
  portal.addFault({ side: 'rest', target: '*', fault: { kind: 'latency', ms: 500 }, times: null })
  expect(call('test.echo')).toMatchObject({ delayMs: 520, body: { time: { duration: 0.52 } } })
  portal.clearFaults()
  expect(call('test.echo').delayMs).toBe(20)
})

test.each(['silence', 'cut'] as const)('the fault %s gives no answer', (kind) => {
  const portal = aPortal()
  portal.portal.addFault({ side: 'rest', target: 'app.info', fault: { kind }, times: 1 })
  expect(portal.send({ path: '/rest/app.info' }).kind).toBe(kind)
  expect(restEntries(portal)).toMatchObject([{ method: 'app.info', status: null }])
})

test('a fault lets the calls pass that it skips, and only those of its target count', () => {
  const { portal, call } = aPortal()
  portal.addFault({ side: 'rest', target: 'test.echo', fault: { kind: 'http-500' }, skip: 2, times: 1 })
  const statuses = ['test.echo', 'test.list', 'test.echo', 'test.list', 'test.echo', 'test.echo'].map(method => call(method).status)
  expect(statuses).toEqual([200, 200, 200, 200, 500, 200])
  expect(portal.faults).toEqual([])
})

test('what skips counts calls that another fault strikes', () => {
  const { portal, call } = aPortal()
  portal.addFault({ side: 'rest', target: '*', fault: { kind: 'http-503' }, times: 1 })
  portal.addFault({ side: 'rest', target: '*', fault: { kind: 'http-500' }, skip: 1, times: 1 })
  expect([1, 2, 3].map(() => call('test.echo').status)).toEqual([503, 500, 200])
})

const DONE_UNDER = ['broken-json', 'empty', 'cut-after'] as const
const UNDONE_UNDER = ['cut', 'silence', 'html', 'http-500', 'http-503', 'expired-token'] as const

test.each([...DONE_UNDER.map(kind => [kind, true] as const), ...UNDONE_UNDER.map(kind => [kind, false] as const)])(
  'under the fault %s the work is done: %s', (kind, isDone) => {
    const { portal, send, tokenOf } = aPortal()
    portal.addFault({ side: 'rest', target: 'app.option.set', fault: { kind }, times: 1 })
    send({ path: '/rest/app.option.set', body: JSON.stringify({ auth: tokenOf(1), options: { a: '1' } }) })
    expect(portal.world.app.options).toEqual(isDone ? { a: '1' } : {})
  })

test('an answer that is cut off after the work is lost, be it a success or a refusal', () => {
  const portal = aPortal()
  const post = (method: string) => portal.send({ path: `/rest/${method}`, body: JSON.stringify({ auth: portal.tokenOf(1) }) })
  portal.portal.addFault({ side: 'rest', target: '*', fault: { kind: 'cut-after' }, times: 2 })
  expect([post('test.echo'), post('test.fail'), post('test.echo')].map(({ kind }) => kind)).toEqual(['cut', 'cut', 'answer'])
  expect(restEntries(portal)).toMatchObject([{ status: null, code: '' }, { status: null, code: 'TEST_FAILED' }, { status: 200 }])
})

test('html, half a text and no content come with status 200', () => {
  const { portal, call } = aPortal()
  for (const kind of ['html', 'broken-json', 'empty'] as const) portal.addFault({ side: 'rest', target: 'test.echo', fault: { kind }, times: 1 })
  const [html, broken, empty] = [1, 2, 3].map(() => call('test.echo'))
  expect(html).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
  expect(broken?.text).toMatch(/^\{"result":/)
  expect(broken?.body).toEqual({})
  expect([empty?.status, empty?.body]).toEqual([200, { result: [] }])
  expect(portal.faults).toEqual([])
})

test('the log names the method and the person and never the token', () => {
  const portal = aPortal()
  portal.call('Test.Echo', { A: 1 }, 2)
  expect(restEntries(portal)).toEqual([
    { kind: 'rest', at: TEST_NOW, method: 'test.echo', status: 200, code: '', personId: 2, commands: [], params: { A: 1 } },
  ])
  portal.portal.clearLog()
  expect(portal.portal.log).toEqual([])
})
