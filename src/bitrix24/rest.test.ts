// @vitest-environment node
/**
 * The SDK's real client speaks to a small HTTP server, so that the failures are the SDK's own. Only its frame is left
 * out: a webhook client has the same calls, and its transport is given a token as a frame's would have.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiVersion, type AuthData, B24Hook, HttpV2, SdkError } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PortalError } from './errors.ts'
import { createRest, RESTRICTIONS } from './rest.ts'

type Reply = { status?: number, body: unknown } | 'cut' | 'silence'

const time = { start: 1, finish: 2, duration: 1, processing: 0, date_start: '2026-02-25T17:34:51+01:00', date_finish: '2026-02-25T17:34:51+01:00' }
const ok = (result: unknown): Reply => ({ body: { result, time } })
const failed = (status: number, error: string): Reply => ({ status, body: { error, error_description: `about ${error}` } })

let server: Server
let replies: Reply[]
let requests: { url: string, body: Record<string, unknown> }[]
let pauses: number[]
let refreshes: number

beforeEach(async () => {
  replies = []
  requests = []
  pauses = []
  refreshes = 0
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    requests.push({ url: request.url ?? '', body: JSON.parse(text) })
    const reply = replies.shift() ?? failed(500, 'NO_REPLY_LEFT')
    if (reply === 'cut') return void response.destroy()
    if (reply === 'silence') return
    response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json' })
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function aRest({ refresh = async () => aToken('fresh'), deadlineMs = 5_000, onRepeat = () => undefined }: { refresh?: () => Promise<AuthData>, deadlineMs?: number, onRepeat?: () => void } = {}) {
  const { port } = server.address() as AddressInfo // listening on TCP, so it is no text and not null
  const origin = `http://127.0.0.1:${port}`
  const client = new B24Hook({ b24Url: 'https://demo.bitrix24.com', userId: 1, secret: 'none' })
  client.setHttpClient(ApiVersion.v2, new HttpV2({
    getAuthData: () => aToken('first'),
    refreshAuth: () => {
      refreshes += 1
      return refresh()
    },
    getUniq: prefix => prefix,
    isAdmin: false,
    getTargetOrigin: () => origin,
    getTargetOriginWithPath: () => new Map([[ApiVersion.v2, `${origin}/rest`]]),
  }, null, RESTRICTIONS))
  const wait = async (ms: number) => void pauses.push(ms)
  return createRest({ actions: client.actions, deadlineMs, wait, random: () => 0, onRepeat })
}

function aToken(token: string): AuthData {
  return { access_token: token, refresh_token: 'r', expires: 0, expires_in: 3_600, domain: 'demo.bitrix24.com', member_id: 'm' }
}

async function failureOf(work: Promise<unknown>): Promise<PortalError> {
  const reason: unknown = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(reason instanceof PortalError)) throw new Error('expected a PortalError')
  return reason
}

test('a batch is one request that does not halt, with names and references kept', async () => {
  replies = [ok({ result: { chat: { owner: 5 }, owner: { id: 5 } }, result_error: [], result_total: [], result_next: [], result_time: [] })]
  const outcomes = await aRest().batch({
    chat: { method: 'im.dialog.get', params: { DIALOG_ID: 'chat1' } },
    owner: { method: 'im.user.get', params: { ID: '$result[chat][owner]' } },
  })
  expect(outcomes).toEqual({ chat: { ok: true, value: { owner: 5 }, total: null }, owner: { ok: true, value: { id: 5 }, total: null } })
  expect(requests).toHaveLength(1)
  expect(requests[0]?.body).toMatchObject({ halt: 0, cmd: { chat: 'im.dialog.get?DIALOG_ID=chat1', owner: 'im.user.get?ID=%24result%5Bchat%5D%5Bowner%5D' } })
})

test('every command of a batch has its own outcome', async () => {
  replies = [ok({
    result: { members: [1, 2], scope: null },
    result_error: { chat: { error: 'ACCESS_ERROR', error_description: 'no' }, odd: { error: '', error_description: 'calendar answers so' } },
    result_total: { members: 3_000, scope: -1 }, result_next: [], result_time: [],
  })]
  const outcomes = await aRest().batch({
    chat: { method: 'im.dialog.get' }, members: { method: 'im.dialog.users.list' }, scope: { method: 'scope' }, odd: { method: 'profile' },
  })
  expect(outcomes.chat).toMatchObject({ ok: false, error: { kind: 'no-access', code: 'ACCESS_ERROR', method: 'im.dialog.get' } })
  expect(outcomes.members).toEqual({ ok: true, value: [1, 2], total: 3_000 })
  expect(outcomes.scope).toEqual({ ok: true, value: null, total: null })
  expect(outcomes.odd).toMatchObject({ ok: false, error: { kind: 'bad-answer' } })
})

test('what time it is is not asked in a batch: the answers beside it say when the last of them was ready, or none does', async () => {
  const later = { ...time, date_finish: '2026-02-25T17:34:52+01:00' }
  const commands = { time: { method: 'server.time' }, scope: { method: 'scope' }, chat: { method: 'im.dialog.get' }, person: { method: 'im.user.get' } }
  const refused = { person: { error: 'ID_EMPTY', error_description: '' } }
  const answer = { result: { scope: [], chat: {} }, result_error: refused, result_total: [], result_next: [] }
  replies = [ok({ ...answer, result_time: { scope: time, chat: later } }), ok({ ...answer, result_time: [] })]
  expect((await aRest().batch(commands)).time).toEqual({ ok: true, value: later.date_finish, total: null })
  expect((await aRest().batch(commands)).time).toEqual({ ok: true, value: null, total: null })
  expect(requests.map(({ body }) => Object.keys(body['cmd'] as object))).toEqual([['scope', 'chat', 'person'], ['scope', 'chat', 'person']])
})

test('all commands refused is still an answer', async () => {
  replies = [ok({ result: [], result_error: { scope: { error: 'insufficient_scope', error_description: '' } }, result_total: [], result_next: [], result_time: [] })]
  expect(await aRest().batch({ scope: { method: 'scope' } })).toMatchObject({ scope: { ok: false, error: { kind: 'missing-scope' } } })
})

test('no commands need no request', async () => {
  expect(await aRest().batch({})).toEqual({})
  expect(requests).toHaveLength(0)
})

test.each<[string, Reply, string]>([
  ['a batch that lost a command', ok({ result: [], result_error: [], result_total: [], result_next: [], result_time: [] }), 'bad-answer'],
  ['an empty result', ok([]), 'bad-answer'],
  ['no result', ok(null), 'bad-answer'],
  ['a web page', { body: '<!doctype html><title>Sign in</title>' }, 'bad-answer'],
  ['half a JSON text', { body: '{"result":{"resu' }, 'bad-answer'],
  ['a JSON list', { body: [] }, 'bad-answer'],
  ['a JSON null', { body: 'null' }, 'bad-answer'],
  ['an answer without time', { body: { result: { result: { scope: [] } } } }, 'bad-answer'],
  ['an error with status 200', { body: { error: 'ACCESS_DENIED', error_description: 'commercial plans only' } }, 'no-access'],
  ['a soft error', failed(400, 'ERROR_ENTITY_NOT_FOUND'), 'not-found'],
  ['no right to the application', failed(403, 'user_access_error'), 'no-access'],
  ['a missing scope', failed(403, 'insufficient_scope'), 'missing-scope'],
  ['no token', failed(401, 'NO_AUTH_FOUND'), 'session-expired'],
  ['an error of the server', failed(500, 'INTERNAL_SERVER_ERROR'), 'unknown'],
  ['an error page of the server', { status: 500, body: '<h1>500</h1>' }, 'bad-answer'],
  ['an error page of a gateway', { status: 502, body: '<h1>502</h1>' }, 'bad-answer'],
  ['the working time used up', failed(429, 'OPERATION_TIME_LIMIT'), 'busy'],
  ['a block by support', failed(503, 'OVERLOAD_LIMIT'), 'busy'],
])('%s is told at once', async (_what, reply, kind) => {
  replies = [reply]
  const error = await failureOf(aRest().batch({ scope: { method: 'scope' } }))
  expect(error.kind).toBe(kind)
  expect(requests).toHaveLength(1)
})

test('a connection that is cut is not tried again', async () => {
  replies = ['cut', ok([])]
  const error = await failureOf(aRest().call({ method: 'scope' }))
  expect(['offline', 'unknown']).toContain(error.kind) // in a browser the SDK sees NETWORK_ERROR, in Node the socket's own code
  expect(requests).toHaveLength(1)
})

test('silence ends at the deadline', async () => {
  replies = ['silence']
  expect((await failureOf(aRest({ deadlineMs: 50 }).call({ method: 'scope' }))).kind).toBe('timeout')
})

test('an expired token is renewed once and the request sent again with the new one', async () => {
  replies = [failed(401, 'expired_token'), ok(['im'])]
  expect(await aRest().call({ method: 'scope' })).toEqual(['im'])
  expect(requests.map(({ body }) => body['auth'])).toEqual(['first', 'fresh'])
})

test('a session that cannot be renewed has ended', async () => {
  replies = [failed(401, 'expired_token'), failed(401, 'expired_token')]
  expect((await failureOf(aRest().call({ method: 'scope' }))).kind).toBe('session-expired')
  expect(refreshes).toBe(1)

  replies = [failed(401, 'expired_token')]
  const refresh = async () => {
    throw new SdkError({ code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', status: 408 })
  }
  expect((await failureOf(aRest({ refresh }).call({ method: 'scope' }))).kind).toBe('session-expired')
})

test('a read is sent again while the portal says that requests come too fast', async () => {
  replies = [failed(503, 'QUERY_LIMIT_EXCEEDED'), { status: 503, body: '<h1>503</h1>' }, ok(['im'])]
  const onRepeat = vi.fn()
  expect(await aRest({ onRepeat }).call({ method: 'scope' })).toEqual(['im'])
  expect(pauses).toEqual([1_000, 2_000])
  expect(onRepeat).toHaveBeenCalledTimes(2)
})

test('a read is not sent for ever', async () => {
  replies = Array.from({ length: 10 }, () => failed(503, 'QUERY_LIMIT_EXCEEDED'))
  expect((await failureOf(aRest().call({ method: 'scope' }))).kind).toBe('busy')
  expect(requests).toHaveLength(4)
})

test.each(['placement.bind', 'a.method.nobody.listed'])('%s is sent once', async (method) => {
  replies = [failed(503, 'QUERY_LIMIT_EXCEEDED'), ok(true)]
  expect((await failureOf(aRest().call({ method }))).kind).toBe('busy')
  expect(requests).toHaveLength(1)
})

test('a batch with a write in it is sent once', async () => {
  replies = [failed(503, 'QUERY_LIMIT_EXCEEDED'), ok({})]
  const error = await failureOf(aRest().batch({ scope: { method: 'scope' }, bind: { method: 'placement.bind' } }))
  expect(error.kind).toBe('busy')
  expect(requests).toHaveLength(1)
})

test('an error inside a successful answer is an error', async () => {
  replies = [ok({ error: 'INVALID_ERROR_CONTEXT', error_description: 'Invalid context' })]
  expect(await failureOf(aRest().call({ method: 'placement.bind' }))).toMatchObject({ kind: 'unknown', code: 'INVALID_ERROR_CONTEXT' })
})

test('an answer of null, false or an empty list is an answer', async () => {
  replies = [ok(null), ok(false), ok([])]
  const rest = aRest()
  expect(await rest.call({ method: 'app.option.get' })).toBeNull()
  expect(await rest.call({ method: 'app.option.get' })).toBe(false)
  expect(await rest.call({ method: 'app.option.get' })).toEqual([])
})

test('a proxy may be passed as parameters, a circle may not', async () => {
  replies = [ok(true)]
  const params = new Proxy({ PLACEMENT: 'IM_SIDEBAR', OPTIONS: new Proxy({ iconName: 'fa-users' }, {}) }, {})
  expect(await aRest().call({ method: 'placement.bind', params })).toBe(true)
  expect(requests[0]?.body).toMatchObject({ PLACEMENT: 'IM_SIDEBAR', OPTIONS: { iconName: 'fa-users' } })

  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  expect((await failureOf(aRest().call({ method: 'placement.bind', params: circle }))).kind).toBe('unknown')
})
