import { expect, test } from 'vitest'
import { aPortal, type Answer, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { PortalError } from '../../bitrix24/index.ts'
import type { PanelAccess } from '../../panels/registry.ts'
import { savePanelAccesses } from './panel-access-store.ts'

const CHANGES = new Map<string, PanelAccess>([['members', 'nobody']])

/** A portal that keeps the option; what it answers can be replaced for one of the three requests, by its number. */
function aKeeper(stored: string | null, replaced: Record<number, Answer> = {}): ScriptedPortal {
  let option = stored
  let requests = 0
  const answering = (usual: (params: Record<string, unknown>) => unknown) => (params: Record<string, unknown>) => {
    const answer = usual(params)
    requests += 1
    return requests in replaced ? replaced[requests] : answer
  }
  return aPortal({ answers: {
    'app.option.get': answering(() => option),
    'app.option.set': answering(({ options }) => {
      option = (options as { panelAccess: string }).panelAccess // the shape that the first test checks
      return true
    }),
  } })
}

function anError(kind: PortalError['kind'], code: string, description = ''): PortalError {
  return new PortalError(kind, { code, description })
}

test('reads what is there, writes one text inside `options`, and reads it back', async () => {
  const portal = aKeeper(null)
  expect(await savePanelAccesses(portal, CHANGES)).toEqual({ outcome: 'saved', stored: CHANGES })
  expect(portal.sent).toEqual([
    { method: 'app.option.get', params: { option: 'panelAccess' } },
    { method: 'app.option.set', params: { options: { panelAccess: '{"members":"nobody"}' } } },
    { method: 'app.option.get', params: { option: 'panelAccess' } },
  ])
})

test('what others changed meanwhile and panels of another version stay', async () => {
  const portal = aKeeper('{"gone":"nobody","members":"administrators","tasks":"administrators"}')
  await savePanelAccesses(portal, CHANGES)
  expect(portal.sent[1]?.params).toEqual({ options: { panelAccess: '{"gone":"nobody","members":"nobody","tasks":"administrators"}' } })
})

test('a panel that is opened to everybody leaves the text', async () => {
  const portal = aKeeper('{"members":"nobody","tasks":"nobody"}')
  const result = await savePanelAccesses(portal, new Map([['members', 'everybody']]))
  expect(result).toEqual({ outcome: 'saved', stored: new Map([['tasks', 'nobody']]) })
})

test('what cannot be read by this app is replaced', async () => {
  expect(await savePanelAccesses(aKeeper('{"members":'), CHANGES)).toEqual({ outcome: 'saved', stored: CHANGES })
})

test('another value than the one written is not called saved', async () => {
  const portal = aKeeper(null, { 3: '{"members":"administrators"}' })
  expect(await savePanelAccesses(portal, CHANGES)).toEqual({ outcome: 'different', stored: new Map([['members', 'administrators']]) })
  expect(await savePanelAccesses(aKeeper(null, { 3: null }), CHANGES)).toEqual({ outcome: 'different', stored: new Map() })
})

test.each([
  ['a refusal', anError('unknown', 'AccessException', 'Application context required')],
  ['no connection', anError('offline', 'NETWORK_ERROR')],
  ['an answer that is no text', []],
])('nothing is written after %s to the first question', async (_what, answer) => {
  const portal = aKeeper(null, { 1: answer })
  expect(await savePanelAccesses(portal, CHANGES)).toMatchObject({ outcome: 'not-saved' })
  expect(portal.sent.map(({ method }) => method)).toEqual(['app.option.get'])
})

test.each([
  anError('unknown', 'AccessException', 'Administrator authorization required'), anError('no-access', 'ACCESS_DENIED'),
  anError('busy', 'QUERY_LIMIT_EXCEEDED'), anError('session-expired', 'expired_token'),
])('the portal\'s own refusal of the write, $code, means that nothing was saved', async (refusal) => {
  const portal = aKeeper(null, { 2: refusal })
  expect(await savePanelAccesses(portal, CHANGES)).toEqual({ outcome: 'not-saved', error: refusal })
})

test.each([
  ['silence', anError('timeout', '')],
  ['no connection', anError('offline', 'NETWORK_ERROR')],
  ['a broken portal', anError('unknown', 'INTERNAL_SERVER_ERROR')],
  ['an answer that is not true', 'true'],
  ['an answer that is not even a value', null],
])('after %s to the write it is unclear, and nothing is sent again', async (_what, answer) => {
  const portal = aKeeper(null, { 2: answer })
  expect(await savePanelAccesses(portal, CHANGES)).toMatchObject({ outcome: 'unclear' })
  expect(portal.sent.map(({ method }) => method)).toEqual(['app.option.get', 'app.option.set'])
})

test.each([
  anError('timeout', ''), anError('session-expired', 'expired_token'), anError('unknown', 'AccessException'),
])('a write that cannot be read back is unclear, whatever the reason ($kind $code)', async (error) => {
  expect(await savePanelAccesses(aKeeper(null, { 3: error }), CHANGES)).toEqual({ outcome: 'unclear', error })
})
