import { expect, test } from 'vitest'
import type { FaultKind } from '../faults.ts'
import { aPortal, asAnswer, type TestPortal } from './test-portal.ts'
import { aWorld, TEST_NOW } from './test-world.ts'

const batch = (portal: TestPortal, cmd: unknown, more: Record<string, unknown> = {}) => {
  const { body } = portal.call('batch', { cmd, ...more })
  return body['result']
}

test('results are keyed by command, what is empty is a list', () => {
  expect(batch(aPortal(), { who: 'test.echo?a[b]=1', page: 'test.list' })).toMatchObject({
    result: { who: { a: { b: '1' } }, page: [{ ID: '5' }, { ID: '6' }] },
    result_error: [],
    result_total: { page: 120 },
    result_next: { page: 50 },
    result_time: { who: { start: TEST_NOW / 1000, duration: 0.02 }, page: { start: TEST_NOW / 1000 + 0.02 } },
  })
})

test('commands in a list give lists, with a gap they give objects', () => {
  const portal = aPortal()
  expect(batch(portal, ['server.time', 'test.echo'])).toMatchObject({ result: ['2026-08-21T12:00:00+02:00', {}] })
  expect(batch(portal, ['test.fail', 'test.echo?a=1'])).toMatchObject({ result: { 1: { a: '1' } }, result_error: [{ error: 'TEST_FAILED' }] })
})

test('failures stay with their command and the batch is a success', () => {
  const { status, body } = aPortal().call('batch', { cmd: { bad: 'test.fail', drive: 'test.drive', good: 'test.echo' } })
  expect(status).toBe(200)
  expect(body['result']).toMatchObject({
    result: { good: {} },
    result_error: {
      bad: { error: 'TEST_FAILED', error_description: 'As told', argument: 'X' },
      drive: { error: 'insufficient_scope', error_description: '' },
    },
  })
})

test.each([1, '1', true, 'false'])('halt %o stops at the first failure', (halt) => {
  expect(batch(aPortal(), { a: 'test.echo', b: 'test.fail', c: 'test.echo' }, { halt }))
    .toMatchObject({ result: { a: {} }, result_error: { b: { error: 'TEST_FAILED' } }, result_time: { a: {} } })
})

test.each([0, '0', false, ''])('halt %o runs everything', (halt) => {
  expect(batch(aPortal(), { b: 'test.fail', c: 'test.echo?x=1' }, { halt })).toMatchObject({ result: { c: { x: '1' } } })
})

test('commands beyond fifty fail one by one', () => {
  const cmd = Object.fromEntries(Array.from({ length: 52 }, (_, index) => [`c${index}`, 'test.echo']))
  const result = batch(aPortal(), cmd)
  expect(result).toMatchObject({ result_error: { c50: { error: 'ERROR_BATCH_LENGTH_EXCEEDED' }, c51: { error: 'ERROR_BATCH_LENGTH_EXCEEDED' } } })
  expect(result).toHaveProperty(['result', 'c49'])
})

test.each(['batch?cmd[0]=test.echo', 'Download', 'upload'])('%s is not allowed inside', (command) => {
  expect(batch(aPortal(), { a: command })).toMatchObject({ result_error: { a: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' } } })
})

test('an unknown method is that command\'s error and is recorded', () => {
  const portal = aPortal()
  expect(batch(portal, { a: 'im.nothing.get?ID=1' })).toMatchObject({ result_error: { a: { error: 'ERROR_METHOD_NOT_FOUND' } } })
  expect(portal.portal.log).toContainEqual({ kind: 'unknown-method', at: TEST_NOW, method: 'im.nothing.get' })
})

test('a later command may use what an earlier one gave', () => {
  expect(batch(aPortal(), {
    first: 'test.list',
    second: 'test.echo?ID=$result[first][1][ID]&TOTAL=$total[first]&start=%24next%5Bfirst%5D&text=id $result[first][0][ID] of $total[first]',
  })).toMatchObject({ result: { second: { ID: '6', TOTAL: 120, start: 50, text: 'id 5 of 120' } } })
})

test('what a reference to nothing becomes can be chosen', () => {
  const cmd = { a: 'test.echo?x=1', b: 'test.echo?y=$result[a][z]' }
  expect(batch(aPortal(), cmd)).toMatchObject({ result: { b: { y: { x: '1' } } } })
  expect(batch(aPortal(aWorld(), { unresolvedReferences: 'empty' }), cmd)).toMatchObject({ result: { b: { y: '' } } })
})

test('a command is cut as an address: # ends it, a second question mark is text', () => {
  expect(batch(aPortal(), { a: 'test.echo?x=1#2&y=3', b: 'test.echo?x=1?y=2' })).toMatchObject({ result: { a: { x: '1' }, b: { x: '1?y=2' } } })
})

test('method names inside do not care for case, and a token inside is not a parameter', () => {
  expect(batch(aPortal(), { a: 'Test.ECHO?auth=other&x=1' })).toMatchObject({ result: { a: { x: '1' } } })
})

test.each([undefined, 'test.echo', 5])('commands of %o are no commands', (cmd) => {
  expect(batch(aPortal(), cmd)).toEqual({ result: [], result_error: [], result_total: [], result_next: [], result_time: [] })
})

test('commands that are no text are skipped, and those around them run (v3)', () => {
  const cmd = { a: { method: 'test.echo' }, b: 'test.echo?x=1', c: 5, d: null, e: true, f: ['test.echo'] }
  expect(aPortal().call('batch', { cmd })).toMatchObject({ status: 200, body: { result: { result: { b: { x: '1' } }, result_error: [] } } })
})

test('a form may carry a batch', () => {
  const portal = aPortal()
  const { body } = asAnswer(portal.send({
    path: '/rest/batch.json',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `auth=${portal.tokenOf(1)}&halt=0&cmd[0]=${encodeURIComponent('test.echo?a=John%26Martin')}`,
  }))
  expect(body).toMatchObject({ result: { result: [{ a: 'John&Martin' }] } })
})

test('each inner method counts towards its own working time, the batch does not', () => {
  const portal = aPortal(aWorld({ limits: { operatingSeconds: 1, workMs: 600 } }))
  const { body } = portal.call('batch', { cmd: { a: 'test.echo', b: 'test.echo', c: 'test.echo', d: 'app.info' } })
  expect(body['result']).toMatchObject({
    result: { a: {}, b: {}, d: {} },
    result_error: { c: { error: 'OPERATION_TIME_LIMIT' } },
    result_time: { b: { operating: 1.2 } },
  })
  expect(body['time']).toMatchObject({ operating: 0, duration: 1.8 })
  expect(portal.call('batch', { cmd: { d: 'app.info' } }).status).toBe(200)
})

test('one batch is one request for the rate limit', () => {
  const portal = aPortal(aWorld({ limits: { burst: 1 } }))
  expect(batch(portal, ['test.echo', 'test.echo', 'test.echo'])).toMatchObject({ result_error: [] })
})

test('a fault of an inner method is that command\'s error', () => {
  const portal = aPortal()
  portal.portal.addFault({ side: 'rest', target: 'test.echo', fault: { kind: 'http-503' }, times: 1 })
  expect(batch(portal, { a: 'test.echo', b: 'test.echo' })).toMatchObject({ result: { b: {} }, result_error: { a: { error: 'QUERY_LIMIT_EXCEEDED' } } })
})

test('latency of an inner method delays the batch', () => {
  const portal = aPortal()
  portal.portal.addFault({ side: 'rest', target: 'test.list', fault: { kind: 'latency', ms: 300 }, times: null })
  expect(portal.call('batch', { cmd: ['test.echo', 'test.list', 'test.list'] })).toMatchObject({ delayMs: 660, body: { time: { duration: 0.66 } } })
})

test.each<[FaultKind, string]>([[{ kind: 'silence' }, 'silence'], [{ kind: 'cut' }, 'cut'], [{ kind: 'html' }, 'answer']])(
  'the fault %o of an inner method strikes the whole request', (fault, kind) => {
    const portal = aPortal()
    portal.portal.addFault({ side: 'rest', target: 'test.list', fault, times: 1 })
    const reply = portal.send({ path: '/rest/batch', body: JSON.stringify({ auth: portal.tokenOf(1), cmd: ['test.echo', 'test.list'] }) })
    expect(reply.kind).toBe(kind)
    expect(reply).not.toHaveProperty('body', expect.stringContaining('result'))
  })

test('a batch whose inner method loses its answer is done, and lost', () => {
  const portal = aPortal()
  portal.portal.addFault({ side: 'rest', target: 'app.option.set', fault: { kind: 'cut-after' }, skip: 1, times: 1 })
  const cmd = ['app.option.set?options[a]=1', 'app.option.set?options[b]=2', 'app.option.set?options[c]=3']
  expect(portal.send({ path: '/rest/batch', body: JSON.stringify({ auth: portal.tokenOf(1), cmd }) }).kind).toBe('cut')
  expect(portal.portal.world.app.options).toEqual({ a: '1', b: '2', c: '3' })
})

test('half a text for an inner method is half a text for the batch', () => {
  const portal = aPortal()
  portal.portal.addFault({ side: 'rest', target: 'test.list', fault: { kind: 'broken-json' }, times: 1 })
  const { status, text, body } = portal.call('batch', { cmd: ['test.list'] })
  expect([status, text.startsWith('{"result":'), body]).toEqual([200, true, {}])
})

test('a fault of everything strikes the batch once, not its commands again', () => {
  const portal = aPortal()
  portal.portal.addFault({ side: 'rest', target: '*', fault: { kind: 'latency', ms: 100 }, times: null })
  expect(portal.call('batch', { cmd: ['test.echo', 'test.echo'] }).delayMs).toBe(140)
})

test('the log names the inner methods in order', () => {
  const portal = aPortal()
  batch(portal, { a: 'test.echo?x=1', b: 'Test.list' })
  expect(portal.portal.log).toContainEqual(expect.objectContaining({ kind: 'rest', method: 'batch', commands: ['test.echo', 'test.list'] }))
})

test('a command can be missing from the answer though it ran', () => {
  const portal = aPortal()
  portal.portal.addFault({ side: 'rest', target: 'app.option.set', fault: { kind: 'unanswered' }, times: 1 })
  const result = batch(portal, { set: 'app.option.set?options[a]=1', echo: 'test.echo?x=$result[set]' })
  expect(result).toEqual(expect.objectContaining({ result: { echo: { x: [] } }, result_error: [], result_time: { echo: expect.anything() } }))
  expect(portal.portal.world.app.options).toEqual({ a: '1' })
})

test('references can be left untouched', () => {
  expect(batch(aPortal(aWorld(), { unresolvedReferences: 'untouched' }), { a: 'test.echo?x=1', b: 'test.echo?y=$result[a][x]' }))
    .toMatchObject({ result: { b: { y: '$result[a][x]' } } })
})

test('something may happen between two commands', () => {
  const seen: string[] = []
  const portal = aPortal(aWorld(), { beforeCommand: method => seen.push(method) })
  batch(portal, ['test.echo', 'test.list'])
  portal.call('server.time')
  expect(seen).toEqual(['test.echo', 'test.list', 'server.time'])
})
