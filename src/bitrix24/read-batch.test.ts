/** The door past the SDK, against answers as the portal and what is in between send them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PortalError } from './errors.ts'
import type { Command } from './portal.ts'
import { readBatch } from './read-batch.ts'

type Reply = { status?: number, body: unknown } | 'cut' | 'silence'

const time = { start: 1, finish: 2, duration: 1.5, processing: 0, date_finish: '2026-02-25T17:34:51+01:00' }
const answered = (result: unknown): Reply => ({ body: { result, time } })
const failed = (status: number, error: string): Reply => ({ status, body: { error, error_description: `about ${error}` } })
const nothing = { result: [], result_error: [], result_total: [], result_next: [], result_time: [] }

let replies: Reply[]
let sent: URLSearchParams[]

beforeEach(() => {
  replies = []
  sent = []
  vi.stubGlobal('fetch', async (address: string, { body, signal, credentials }: RequestInit) => {
    expect([address, credentials]).toEqual(['https://demo.bitrix24.com/rest/batch', 'omit'])
    sent.push(new URLSearchParams(String(body)))
    const reply = replies.shift() ?? failed(500, 'NO_REPLY_LEFT')
    if (reply === 'cut') throw new TypeError('Failed to fetch')
    if (reply === 'silence') return await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
    return new Response(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body), { status: reply.status ?? 200 })
  })
})

afterEach(() => vi.unstubAllGlobals())

const aToken = (token: string) => ({ access_token: token, refresh_token: 'r', expires: 0, expires_in: 3_600, domain: 'demo.bitrix24.com', member_id: 'm' })

type Auth = Parameters<typeof readBatch>[0]['auth']

function read(commands: Record<string, Command>, auth: Partial<Auth> = {}, options: Parameters<typeof readBatch>[3] = {}) {
  const whole: Auth = { getAuthData: () => aToken('first'), refreshAuth: async () => aToken('fresh'), ...auth }
  return readBatch({ auth: whole }, { origin: 'https://demo.bitrix24.com' }, commands, options)
}

const SCOPE = { scope: { method: 'scope' } }

async function failureOf(work: Promise<unknown>): Promise<PortalError> {
  const reason: unknown = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(reason instanceof PortalError)) throw new Error('expected a PortalError')
  return reason
}

test('commands go as a form that does not halt, with references kept', async () => {
  replies = [answered({ ...nothing, result: { chat: { id: 5 }, page: [1] } })]
  const { outcomes } = await read({
    chat: { method: 'im.dialog.get', params: { DIALOG_ID: 'sg12' } }, page: { method: 'im.dialog.messages.get', params: { LAST_ID: '$result[chat][id]', LIMIT: 50 } },
  })
  expect(outcomes).toEqual({ chat: { ok: true, value: { id: 5 }, total: null }, page: { ok: true, value: [1], total: null } })
  expect(Object.fromEntries(sent[0] ?? [])).toEqual({
    'halt': '0', 'auth': 'first', 'cmd[chat]': 'im.dialog.get?DIALOG_ID=sg12', 'cmd[page]': 'im.dialog.messages.get?LAST_ID=%24result%5Bchat%5D%5Bid%5D&LIMIT=50',
  })
})

test('each command has its own outcome, and one without any is missing', async () => {
  replies = [answered({ ...nothing, result: { scope: null }, result_error: { chat: { error: 'ACCESS_ERROR', error_description: 'no' } } })]
  const { outcomes } = await read({ chat: { method: 'im.dialog.get' }, scope: { method: 'scope' }, lost: { method: 'profile' } })
  expect(outcomes).toEqual({
    chat: { ok: false, error: expect.objectContaining({ kind: 'no-access', code: 'ACCESS_ERROR', description: 'no', method: 'im.dialog.get' }) },
    scope: { ok: true, value: null, total: null },
  })
})

test('what time it is is not asked: the answer says when it was ready, or does not', async () => {
  replies = [answered({ ...nothing, result: { scope: [] } }), { body: { result: { ...nothing, result: { scope: [] } } } }]
  const commands = { ...SCOPE, time: { method: 'server.time' } }
  expect((await read(commands)).outcomes['time']).toEqual({ ok: true, value: time.date_finish, total: null })
  expect((await read(commands)).outcomes['time']).toEqual({ ok: true, value: null, total: null })
  expect(sent.map(body => [...body.keys()])).toEqual([['halt', 'cmd[scope]', 'auth'], ['halt', 'cmd[scope]', 'auth']])
})

test('names of what every object has are not taken for answers', async () => {
  replies = [answered({ ...nothing, result: { scope: [] } })]
  expect((await read({ toString: { method: 'scope' }, scope: { method: 'scope' } })).outcomes).toEqual({ scope: { ok: true, value: [], total: null } })
})

test('working time is reported: of the request, and the most of its methods', async () => {
  replies = [answered({
    ...nothing,
    result: { a: 1, b: 2 },
    result_time: { a: { operating: 3.5, operating_reset_at: 1_778_747_792 }, b: { operating: 4, operating_reset_at: 1_778_747_000 } },
  })]
  expect(await read({ a: { method: 'scope' }, b: { method: 'profile' } })).toMatchObject({ duration: 1.5, operating: 4, operatingResetAt: 1_778_747_792_000 })
  replies = [{ body: { result: nothing } }]
  expect(await read(SCOPE)).toEqual({ outcomes: {}, work: {}, duration: null, operating: null, operatingResetAt: null })
})

test('what a method has worked is reported by command, where the portal says it of all and of this one', async () => {
  replies = [answered({
    ...nothing,
    result: { a: 1, b: 2, c: 3 },
    result_time: { a: { operating: 3.5, duration: 0.25 }, b: { duration: 0.1 }, c: { operating: -1, duration: 'long' } },
  })]
  const { work } = await read({ a: { method: 'scope' }, b: { method: 'profile' }, c: { method: 'im.dialog.get' } })
  expect(work).toEqual({ a: { operating: 3.5, took: 0.25 } })
})

test.each<[string, Reply, string]>([
  ['no result', { body: {} }, 'bad-answer'],
  ['an empty list', answered([]), 'bad-answer'],
  ['a web page', { body: '<!doctype html>' }, 'bad-answer'],
  ['half a JSON text', { body: '{"result":{' }, 'bad-answer'],
  ['a page of a gateway', { status: 502, body: '<h1>502</h1>' }, 'bad-answer'],
  ['a page that says busy', { status: 503, body: '<h1>503</h1>' }, 'busy'],
  ['too many requests', failed(503, 'QUERY_LIMIT_EXCEEDED'), 'busy'],
  ['an error with status 200', { body: { error: 'ACCESS_DENIED' } }, 'no-access'],
  ['an error of the server', failed(500, 'INTERNAL_SERVER_ERROR'), 'unknown'],
  ['no token', failed(401, 'NO_AUTH_FOUND'), 'session-expired'],
  ['a cut connection', 'cut', 'offline'],
])('%s is told and not tried again', async (_what, reply, kind) => {
  replies = [reply]
  expect((await failureOf(read(SCOPE))).kind).toBe(kind)
  expect(sent).toHaveLength(1)
})

test('silence ends at the deadline', async () => {
  replies = ['silence']
  expect((await failureOf(read(SCOPE, {}, { deadlineMs: 10 }))).kind).toBe('timeout')
})

test('the signal ends it at once, with its own reason', async () => {
  replies = ['silence']
  const stop = new AbortController()
  const reading = read(SCOPE, {}, { signal: stop.signal })
  stop.abort(new Error('enough'))
  await expect(reading).rejects.toThrow('enough')
  await expect(read(SCOPE, {}, { signal: stop.signal })).rejects.toThrow('enough')
  expect(sent).toHaveLength(1)
})

test('an expired token is renewed once', async () => {
  replies = [failed(401, 'expired_token'), answered(nothing)]
  await read(SCOPE)
  expect(sent.map(body => body.get('auth'))).toEqual(['first', 'fresh'])
  replies = [failed(401, 'expired_token'), failed(401, 'expired_token')]
  expect((await failureOf(read(SCOPE))).kind).toBe('session-expired')
})

test('a token that is known to have expired is renewed before anything is sent', async () => {
  replies = [answered(nothing)]
  await read(SCOPE, { getAuthData: () => false })
  expect(sent.map(body => body.get('auth'))).toEqual(['fresh'])
})

test('a session that cannot be renewed has ended', async () => {
  const refreshAuth = () => Promise.reject(Object.assign(new Error('late'), { code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', status: 408 }))
  expect((await failureOf(read(SCOPE, { getAuthData: () => false, refreshAuth }))).kind).toBe('session-expired')
  expect(sent).toHaveLength(0)
})

test('what writes is refused, and so are no commands and too many', async () => {
  await expect(read({ write: { method: 'im.chat.leave' } })).rejects.toThrow(TypeError)
  await expect(read({})).rejects.toThrow(RangeError)
  await expect(read(Object.fromEntries(Array.from({ length: 51 }, (_unused, index) => [`c${index}`, { method: 'scope' }])))).rejects.toThrow(RangeError)
  expect(sent).toHaveLength(0)
})
