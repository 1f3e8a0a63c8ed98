import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import type { Params } from '../../rest/exchange.ts'
import { crmKey } from '../../world/records.ts'
import { crmItemGet } from './item-get.ts'
import { crmStatusList } from './status-list.ts'

const world = scenario('all-scopes').create(fixedPlace())

type Fields = Record<string, unknown>

function item(entityTypeId: unknown, id: unknown, viewerId = 5): Fields {
  const { result } = JSON.parse(JSON.stringify(crmItemGet.run({ entityTypeId, id }, contextOf(world, viewerId))))
  return result.item
}

function stages(params: Params, viewerId = 5): { result: Fields[], total: number, next?: number } {
  return JSON.parse(JSON.stringify(crmStatusList.run(params, contextOf(world, viewerId))))
}

test('a deal names its stage, amount, contact and responsible person by code and number', () => {
  expect(item(2, 1663)).toMatchObject({
    id: 1663, entityTypeId: 2, title: 'Label printers for the Leipzig warehouse', stageId: 'PREPAYMENT_INVOICE', stageSemanticId: 'P', opportunity: 14_250.5,
    currencyId: 'EUR', contactId: 25, companyId: 7, assignedById: 503, categoryId: 0,
  })
})

test('numbers may come as text, as in a batch', () => {
  expect(item('2', '1663')['id']).toBe(1663)
})

test('a lead has a person, a contact a phone, a company neither stage nor amount', () => {
  expect(item(1, 1209)).toMatchObject({ name: 'Green Guest', lastName: '#17', stageId: 'IN_PROCESS', contactId: 0, contactIds: [] })
  expect(item(3, 25)).toMatchObject({ name: 'Giulia', lastName: 'Conti', companyId: 7, phone: '+39 06 5550117', fm: [{ typeId: 'PHONE', value: '+39 06 5550117' }] })
  expect(Object.keys(item(4, 7)).filter(name => ['stageId', 'opportunity'].includes(name))).toEqual([])
})

test('a record of an own kind has what its kind uses, and nothing else', () => {
  expect(item(177, 9)).toMatchObject({ stageId: 'DT177_7:CLIENT', opportunity: 129_000, currencyId: 'JPY', contactId: 25 })
  const plain = scenario('all-scopes').create(fixedPlace())
  plain.records.crmTypes.set(177, { id: 177, title: 'Plain', hasStages: false, hasClient: false, hasProducts: false })
  const { result } = JSON.parse(JSON.stringify(crmItemGet.run({ entityTypeId: 177, id: 9 }, contextOf(plain, 5))))
  expect(Object.keys(result.item).filter(name => ['stageId', 'opportunity', 'contactId'].includes(name))).toEqual([])
})

test('a kind that does not exist and a record that does not have the same code', () => {
  expect(() => item(999, 1)).toThrow(expect.objectContaining({ code: 'NOT_FOUND', status: 400, message: 'SPA not found' }))
  expect(() => item(2, 1665)).toThrow(expect.objectContaining({ code: 'NOT_FOUND', status: 400, message: 'Item not found' }))
  expect(() => item(2, 0)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('a deleted record is not found', () => {
  const other = scenario('all-scopes').create(fixedPlace())
  other.records.crmItems.delete(crmKey(2, 1663))
  expect(() => crmItemGet.run({ entityTypeId: 2, id: 1663 }, contextOf(other, 1))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('a record that others may not read is refused, but not to its responsible person and administrators', () => {
  expect(() => item(2, 1664)).toThrow(expect.objectContaining({ code: 'ACCESS_DENIED', status: 400 }))
  expect(item(2, 1664, 2)['id']).toBe(1664)
  expect(item(2, 1664, 1)['id']).toBe(1664)
})

test('people from outside may read nothing', () => {
  expect(() => item(2, 1663, 40)).toThrow(expect.objectContaining({ code: 'allowed_only_intranet_user', status: 403 }))
  expect(() => stages({}, 40)).toThrow(expect.objectContaining({ code: 'Access denied.', status: 400 }))
})

test.each([{ id: 1663 }, { entityTypeId: 2 }, { ENTITYTYPEID: 2, ID: 1663 }])('%j lacks a parameter, whose names count as they are written', (params) => {
  expect(() => crmItemGet.run(params, contextOf(world, 5))).toThrow(expect.objectContaining({ code: '100', status: 400 }))
})

test('the code of a stage may mean stages of several directories', () => {
  expect(stages({ filter: { STATUS_ID: 'NEW' } }).result.map(({ ENTITY_ID, NAME }) => [ENTITY_ID, NAME])).toEqual([
    ['STATUS', 'Unassigned'], ['DEAL_STAGE', 'New'],
  ])
  expect(stages({ filter: { STATUS_ID: 'DT177_7:CLIENT' } })).toMatchObject({ total: 1, result: [{ NAME: 'Ordered', CATEGORY_ID: '7', ENTITY_ID: 'DYNAMIC_177_STAGE_7' }] })
})

test('directories are filtered and sorted', () => {
  const deals = stages({ filter: { ENTITY_ID: 'DEAL_STAGE' }, order: { SORT: 'DESC' } }).result
  expect(deals.map(({ SORT }) => SORT)).toEqual(['70', '60', '50', '40', '30', '20', '10'])
  expect(deals[0]).toMatchObject({ STATUS_ID: 'LOSE', SEMANTICS: 'F', EXTRA: { SEMANTICS: 'failure' }, CATEGORY_ID: null })
  expect(() => stages({ filter: 'NEW' })).toThrow(expect.objectContaining({ code: 'Invalid parameters.' }))
})

test('a page has fifty entries and says where the next begins', () => {
  const big = scenario('all-scopes').create(fixedPlace())
  const many = Array.from({ length: 60 }, (_unused, index) => ({ entityId: 'SOURCE', id: `S${index}`, name: `Source ${index}`, semantics: null }))
  const context = contextOf({ ...big, records: { ...big.records, crmStages: many } }, 5)
  expect(crmStatusList.run({}, context)).toMatchObject({ total: 60, next: 50 })
  expect(crmStatusList.run({ start: '50' }, context).result).toHaveLength(10)
  expect(crmStatusList.run({ start: '50' }, context)).not.toHaveProperty('next')
})
