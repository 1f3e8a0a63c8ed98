import { expect, test } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { aRow, keepRegistrations, type RegistryRow } from '../../../tests/support/a-registry.ts'
import { PortalError } from '../../bitrix24/index.ts'
import { MOBILE } from '../../bitrix24/placements.ts'
import type { StepFailure } from '../failure.ts'
import { makePlan } from './plan.ts'
import { createRegistrar, Failed } from './registrar.ts'
import { parseRegistrations, toItem } from './registrations.ts'
import type { ItemPatch, WantedItem } from './sidebar-item.ts'

const REFUSED = new PortalError('unknown', { code: 'ERROR_CORE', description: 'no' })

function wanted(patch: ItemPatch = {}): WantedItem {
  const [row] = parseRegistrations([aRow()])
  if (!row) throw new Error('the row was not read')
  return { ...toItem(row), isInMobile: false, ...patch }
}

function registry(rows: RegistryRow[]): { portal: ScriptedPortal, rows: RegistryRow[] } {
  const portal = aPortal({ opening: { isAdmin: true } })
  return { portal, rows: keepRegistrations(portal, rows) }
}

async function apply(portal: ScriptedPortal, rows: RegistryRow[], item: WantedItem): Promise<StepFailure | null> {
  try {
    await createRegistrar({ portal, item }).apply(makePlan(item, parseRegistrations(rows)))
    return null
  } catch (error) {
    if (error instanceof Failed) return error.failure
    throw error
  }
}

/** The answer of a method the n-th time it is asked, before it goes back to what it was. */
function onCall(portal: ScriptedPortal, method: string, times: number, answer: unknown, otherwise: (params: Record<string, unknown>) => unknown): void {
  let calls = 0
  portal.answer(method, (params: Record<string, unknown>) => (++calls === times ? answer : otherwise(params)))
}

function bindInto(rows: RegistryRow[]): (params: Record<string, unknown>) => unknown {
  const helper = aPortal()
  keepRegistrations(helper, rows)
  return params => helper.call({ method: 'placement.bind', params })
}

test('what is as wanted is left alone without a request', async () => {
  const { portal, rows } = registry([aRow()])
  expect(await apply(portal, rows, wanted())).toBeNull()
  expect(portal.sent).toEqual([])
})

test('a change unbinds and binds again with every title and option', async () => {
  const { portal, rows } = registry([aRow()])
  expect(await apply(portal, rows, wanted({ color: 'MINT', titles: { en: 'New', pl: 'Nowy' } }))).toBeNull()
  expect(portal.sent.map(({ method }) => method)).toEqual(['placement.unbind', 'placement.bind'])
  expect(rows).toMatchObject([{ title: 'New', langAll: { en: { TITLE: 'New' }, pl: { TITLE: 'Nowy' } }, options: { color: 'MINT' } }])
})

test('an item whose address differs in case alone is unbound as it is registered', async () => {
  const { portal, rows } = registry([aRow({ handler: aRow().handler.toUpperCase() })])
  expect(await apply(portal, rows, wanted())).toBeNull()
  expect(rows).toMatchObject([{ handler: aRow().handler }])
})

test('a refused removal of an old item is reported', async () => {
  const { portal, rows } = registry([aRow({ handler: 'https://old.example.com/' })])
  portal.answer('placement.unbind', REFUSED)
  await expect(createRegistrar({ portal, item: wanted() }).clear(makePlan(wanted(), parseRegistrations(rows)).removals)).rejects.toBe(REFUSED)
})

test('when binding fails between unbind and bind, the old item is put back with all it had', async () => {
  const old = aRow({ langAll: { en: { TITLE: 'Old', DESCRIPTION: 'd', GROUP_NAME: 'g' } }, title: 'Old' })
  const { portal, rows } = registry([old])
  onCall(portal, 'placement.bind', 1, REFUSED, bindInto(rows))
  expect(await apply(portal, rows, wanted({ color: 'MINT' }))).toMatchObject({ reason: 'core', aftermath: 'put-back' })
  expect(rows).toEqual([old])
})

test('when the old item cannot be put back either, it is said that it is gone', async () => {
  const { portal, rows } = registry([aRow()])
  portal.answer('placement.bind', REFUSED)
  expect(await apply(portal, rows, wanted({ color: 'MINT' }))).toMatchObject({ aftermath: 'gone' })
  expect(rows).toEqual([])
  expect(portal.sent.filter(({ method }) => method === 'placement.bind').map(({ params }) => params)).toMatchObject([
    { OPTIONS: { color: 'MINT' } }, { OPTIONS: { color: 'AZURE' } },
  ])
})

test('a refused unbind leaves what was, and binds nothing', async () => {
  const { portal, rows } = registry([aRow()])
  portal.answer('placement.unbind', REFUSED)
  expect(await apply(portal, rows, wanted({ color: 'MINT' }))).toMatchObject({ aftermath: 'as-before' })
  expect(portal.sent.map(({ method }) => method)).toEqual(['placement.unbind', 'placement.get'])
})

test('a bind whose answer was lost is found, and not sent again', async () => {
  const { portal, rows } = registry([])
  const bind = bindInto(rows)
  portal.answer('placement.bind', async (params: Record<string, unknown>) => {
    await bind(params)
    return new PortalError('timeout')
  })
  expect(await apply(portal, rows, wanted())).toBeNull()
  expect(rows).toHaveLength(1)
})

test('an unbind whose answer was lost does not lose the item', async () => {
  const { portal, rows } = registry([aRow()])
  portal.answer('placement.unbind', () => {
    rows.splice(0)
    return new PortalError('timeout')
  })
  expect(await apply(portal, rows, wanted({ color: 'MINT' }))).toMatchObject({ reason: 'timeout', aftermath: 'put-back' })
  expect(rows).toEqual([aRow()])
})

test('when what is registered cannot be read after a failure, it says so and writes nothing more', async () => {
  const { portal, rows } = registry([aRow()])
  portal.answer('placement.bind', REFUSED)
  portal.answer('placement.get', new PortalError('offline'))
  expect(await apply(portal, rows, wanted({ color: 'MINT' }))).toMatchObject({ reason: 'core', aftermath: 'unknown' })
  expect(portal.sent.filter(({ method }) => method === 'placement.bind')).toHaveLength(1)
})

test('a refusal that leaves an item with only some of its titles says that it is not the wanted one', async () => {
  const { portal, rows } = registry([])
  portal.answer('placement.bind', () => {
    rows.push(aRow({ title: 'Application #7', langAll: { fr: { TITLE: 'x' } } }))
    return REFUSED
  })
  expect(await apply(portal, rows, wanted())).toMatchObject({ reason: 'core', aftermath: 'otherwise' })
})

test('a first item that is refused is not there', async () => {
  const { portal, rows } = registry([])
  portal.answer('placement.bind', REFUSED)
  expect(await apply(portal, rows, wanted())).toMatchObject({ aftermath: 'not-there' })
})

test.each([[], {}, false, null, 'true'])('the answer %j to placement.bind is no success', async (answer) => {
  const { portal, rows } = registry([])
  portal.answer('placement.bind', answer)
  expect(await apply(portal, rows, wanted())).toMatchObject({ reason: 'bad-answer', aftermath: 'not-there' })
})

test('an item that the portal keeps otherwise fails the check and names what differs', async () => {
  const { portal } = registry([aRow({ options: { ...aRow().options, color: 'RED', role: 'ADMIN' } })])
  await expect(createRegistrar({ portal, item: wanted() }).verify()).rejects.toMatchObject({ failure: { reason: 'differs', fields: ['role', 'color'] } })
})

test('an item that the portal does not list fails the check', async () => {
  const { portal } = registry([aRow({ placement: 'IM_TEXTAREA' })])
  await expect(createRegistrar({ portal, item: wanted() }).verify()).rejects.toMatchObject({ failure: { reason: 'not-registered' } })
})

test('languages that the portal does not keep of an item it accepted are reported', async () => {
  const { portal, rows } = registry([])
  const item = wanted()
  portal.answer('placement.bind', () => {
    rows.push(aRow({ langAll: { en: { TITLE: 'About this chat' } } }))
    return true
  })
  const registrar = createRegistrar({ portal, item })
  await registrar.apply(makePlan(item, []))
  expect(await registrar.verify()).toEqual(['de'])
})

test.each<[string, RegistryRow['langAll']]>([
  ['another title', { en: { TITLE: 'Else' } }],
  ['a title in a language that was not sent', { ...aRow().langAll, fr: { TITLE: 'Autre' } }],
  ['no title', {}],
])('an accepted item that is kept with %s fails the check', async (_what, langAll) => {
  const { portal, rows } = registry([])
  const item = wanted({ titles: { en: 'About this chat', de: 'Über diesen Chat', pl: 'O tym czacie' } })
  portal.answer('placement.bind', () => {
    rows.push(aRow({ langAll, title: 'Application #7' }))
    return true
  })
  const registrar = createRegistrar({ portal, item })
  await registrar.apply(makePlan(item, []))
  await expect(registrar.verify()).rejects.toMatchObject({ failure: { reason: 'differs', fields: ['titles'] } })
})

test('a title that is missing from an item which nobody has just accepted fails the check', async () => {
  const { portal } = registry([aRow({ langAll: { en: { TITLE: 'About this chat' } } })])
  await expect(createRegistrar({ portal, item: wanted() }).verify()).rejects.toMatchObject({ failure: { reason: 'differs' } })
})

test.each([
  ['a title more', { titles: { en: 'About this chat', de: 'Über diesen Chat', fr: 'À propos' } }],
  ['a title less', { titles: { en: 'About this chat' } }],
])('%s that could not be written is no success', async (_what, patch) => {
  const { portal, rows } = registry([aRow()])
  portal.answer('placement.unbind', REFUSED)
  expect(await apply(portal, rows, wanted(patch))).toMatchObject({ aftermath: 'as-before' })
})

test('a refusal that leaves an item with some of its titles is no success', async () => {
  const { portal, rows } = registry([])
  portal.answer('placement.bind', () => {
    rows.push(aRow({ langAll: { en: { TITLE: 'About this chat' } } }))
    return REFUSED
  })
  expect(await apply(portal, rows, wanted())).toMatchObject({ reason: 'core', aftermath: 'otherwise' })
})

test('an old item that was put back without an answer is found to be back', async () => {
  const { portal, rows } = registry([aRow()])
  const bind = bindInto(rows)
  let calls = 0
  portal.answer('placement.bind', async (params: Record<string, unknown>) => {
    if (++calls === 1) return REFUSED
    await bind(params)
    return new PortalError('timeout')
  })
  expect(await apply(portal, rows, wanted({ color: 'MINT' }))).toMatchObject({ aftermath: 'put-back' })
  expect(rows).toEqual([aRow()])
})

test('old items are removed, each address once, and looked for afterwards', async () => {
  const { portal, rows } = registry([aRow(), aRow({ handler: 'https://old.example.com/' }), aRow({ handler: 'https://old.example.com/' })])
  await createRegistrar({ portal, item: wanted() }).clear(makePlan(wanted(), parseRegistrations(rows)).removals)
  expect(portal.sent.map(({ method }) => method)).toEqual(['placement.unbind', 'placement.get'])
  expect(rows).toEqual([aRow()])
})

test('an old item that stays although the portal accepted its removal is a failure', async () => {
  const { portal, rows } = registry([aRow({ handler: 'https://old.example.com/' })])
  portal.answer('placement.unbind', { count: 2 })
  await expect(createRegistrar({ portal, item: wanted() }).clear(makePlan(wanted(), parseRegistrations(rows)).removals))
    .rejects.toMatchObject({ failure: { reason: 'not-removed', description: 'https://old.example.com/' } })
})

test('in the mobile app an item is changed and checked by itself, without icon and colour', async () => {
  const options = { context: 'ALL', role: 'USER', extranet: 'N' }
  const { portal, rows } = registry([aRow(), aRow({ placement: MOBILE, options })])
  const item = wanted({ isInMobile: true, role: 'ADMIN' })
  const registrar = createRegistrar({ portal, item, place: MOBILE })
  await registrar.apply(makePlan(item, parseRegistrations(rows)).mobile)
  expect(rows).toMatchObject([aRow(), { placement: MOBILE, options: { ...options, role: 'ADMIN' } }])
  expect(Object.keys(rows[1]?.options ?? {})).toEqual(['context', 'role', 'extranet'])
  expect(await registrar.verify()).toEqual([])
  await registrar.clear(makePlan(wanted(), parseRegistrations(rows)).mobile.removals)
  expect(rows).toEqual([aRow()])
})
