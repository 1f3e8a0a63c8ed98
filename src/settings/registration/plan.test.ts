import { expect, test } from 'vitest'
import { aRow, type RegistryRow } from '../../../tests/support/a-registry.ts'
import { MOBILE } from '../../bitrix24/placements.ts'
import { changesNothing, isSamePlan, makePlan, valueChanges } from './plan.ts'
import { parseRegistrations, toItem } from './registrations.ts'
import type { ItemPatch, WantedItem } from './sidebar-item.ts'

const [ROW] = parseRegistrations([aRow()])

function wanted(patch: ItemPatch = {}): WantedItem {
  if (!ROW) throw new Error('the row was not read')
  return { ...toItem(ROW), isInMobile: false, ...patch }
}

const NO_MOBILE = { deed: 'keep', differences: [], before: null, removals: [] }

function rows(...given: Partial<RegistryRow>[]) {
  return parseRegistrations(given.map(row => aRow(row)))
}

test('where nothing is registered the item is bound', () => {
  expect(makePlan(wanted(), [])).toEqual({ deed: 'bind', differences: [], before: null, removals: [], mobile: NO_MOBILE, others: [] })
})

test('an item that is as wanted stays, and nothing is done', () => {
  const plan = makePlan(wanted(), rows({}))
  expect(plan.deed).toBe('keep')
  expect(changesNothing(plan)).toBe(true)
})

test.each<[ItemPatch, string]>([
  [{ titles: { en: 'About this chat' } }, 'titles'],
  [{ titles: { en: 'About this chat', de: 'Anders' } }, 'titles'],
  [{ iconName: 'fa-users' }, 'iconName'],
  [{ context: 'CHAT' }, 'context'],
  [{ role: 'ADMIN' }, 'role'],
  [{ extranet: 'Y' }, 'extranet'],
  [{ color: '' }, 'color'],
])('%j is a change of %s', (patch, field) => {
  const plan = makePlan(wanted(patch), rows({}))
  expect(plan).toMatchObject({ deed: 'change', differences: [field], before: ROW })
  expect(changesNothing(plan)).toBe(false)
})

test('blanks around a title, blank titles, order and doubles of contexts change nothing', () => {
  const other = aRow({ options: { ...aRow().options, context: 'CRM;USER' } })
  const same = wanted({ titles: { de: ' Über diesen Chat ', en: 'About this chat', fr: '  ' }, context: 'USER;CRM;USER' })
  expect(makePlan(same, parseRegistrations([other])).deed).toBe('keep')
})

test('an address in other letters is the same item, which changes', () => {
  const plan = makePlan(wanted(), rows({ handler: aRow().handler.toUpperCase() }))
  expect(plan).toMatchObject({ deed: 'change', differences: ['handler'], removals: [] })
})

test('what a change replaces is shown value by value, titles by language', () => {
  const changed = wanted({ color: '', titles: { en: 'New', pl: 'Nowy' } })
  expect(valueChanges(changed, makePlan(changed, rows({})))).toEqual([
    { field: 'titles', language: 'en', before: 'About this chat', after: 'New' },
    { field: 'titles', language: 'pl', before: '', after: 'Nowy' },
    { field: 'titles', language: 'de', before: 'Über diesen Chat', after: '' },
    { field: 'color', language: '', before: 'AZURE', after: '' },
  ])
})

test('an item at another address goes, and other placements stay', () => {
  const plan = makePlan(wanted(), rows({ handler: 'https://old.example.com/' }, { placement: 'IM_TEXTAREA' }))
  expect(plan.deed).toBe('bind')
  expect(plan.removals.map(({ handler }) => handler)).toEqual(['https://old.example.com/'])
  expect(plan.others.map(({ placement }) => placement)).toEqual(['IM_TEXTAREA'])
})

test('the same item twice is a change without a difference', () => {
  expect(makePlan(wanted(), rows({}, {}))).toMatchObject({ deed: 'change', differences: [] })
})

test('plans are the same when they do the same', () => {
  const plan = makePlan(wanted(), rows({ handler: 'https://old.example.com/' }))
  expect(isSamePlan(plan, makePlan(wanted(), rows({ handler: 'https://old.example.com/', title: 'x' }, { placement: 'IM_TEXTAREA' })))).toBe(true)
  expect(isSamePlan(plan, makePlan(wanted(), []))).toBe(false)
  const changed = wanted({ titles: { en: 'New', de: 'Über diesen Chat' } })
  const isSame = (title: string) => isSamePlan(makePlan(changed, rows({})), makePlan(changed, rows({ langAll: { ...aRow().langAll, de: { TITLE: title } } })))
  expect([isSame('Über diesen Chat'), isSame('Von jemand anderem')], 'what is replaced').toEqual([true, false])
  expect(isSamePlan(plan, makePlan(wanted(), rows({}, { handler: 'https://old.example.com/' })))).toBe(false)
})

test('the mobile app has the item only where that is wanted, and keeps neither its icon nor its colour', () => {
  const options = { context: 'ALL', role: 'USER', extranet: 'N' }
  const both = rows({}, { placement: MOBILE, options })
  const inMobile = wanted({ isInMobile: true })
  expect(makePlan(inMobile, rows({})).mobile).toEqual({ deed: 'bind', differences: [], before: null, removals: [] })
  expect(changesNothing(makePlan(inMobile, rows({})))).toBe(false)
  expect(changesNothing(makePlan(inMobile, both))).toBe(true)
  expect(makePlan({ ...inMobile, iconName: 'fa-users', color: '' }, both)).toMatchObject({ deed: 'change', mobile: { deed: 'keep' } })
  expect(makePlan({ ...inMobile, role: 'ADMIN' }, both)).toMatchObject({ mobile: { deed: 'change', differences: ['role'] } })
  const without = makePlan(wanted(), both)
  expect(without).toMatchObject({ deed: 'keep', mobile: { deed: 'keep', removals: [{ placement: MOBILE }] }, others: [] })
  expect(changesNothing(without)).toBe(false)
  expect(isSamePlan(without, makePlan(wanted(), rows({})))).toBe(false)
})
