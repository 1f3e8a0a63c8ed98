/** What chats are linked to: the simulated portal answers as the documentation prints, and the app reads what it prints. */
import { expect, test } from 'vitest'
import { crmMethods } from '../portal/core/methods/crm/index.ts'
import { openLineMethods } from '../portal/core/methods/imopenlines/index.ts'
import { taskMethods } from '../portal/core/methods/tasks/index.ts'
import type { Params } from '../portal/core/rest/exchange.ts'
import { contextOf, fixedPlace } from '../portal/scenarios/for-tests.ts'
import { scenario } from '../portal/scenarios/index.ts'
import { readFixture } from './fixture.ts'
import { shapeDifferences } from './shape.ts'

const world = scenario('all-scopes').create(fixedPlace())
const methods = [...crmMethods, ...taskMethods, ...openLineMethods]

function answer(name: string, params: Params, viewerId = 1): unknown {
  const method = methods.find(one => one.name === name)
  if (!method) throw new Error(`The portal has no method ${name}`)
  return JSON.parse(JSON.stringify(method.run(params, contextOf(world, viewerId))))
}

/** The sample without the fields that its portal added for itself: own fields, and links to own kinds of records. */
function sampleOf(fixture: string): unknown {
  return JSON.parse(JSON.stringify(readFixture(fixture).answer, (name, value: unknown) => (/^(ufCrm_|parentId)\d/.test(name) ? undefined : value)))
}

test('the lead of crm.item.get has the shape of its page', () => {
  // nobody filled it in
  const also = { 'result.item.birthdate': ['null'] } as const
  expect(shapeDifferences(sampleOf('crm.item.get'), answer('crm.item.get', { entityTypeId: 1, id: 1209 }), { also })).toEqual([])
})

test('the deal of crm.item.get has the shape that crm.item.add prints', () => {
  const also = { 'result.item.utmSource': ['null'], 'result.item.utmMedium': ['null'] } as const
  expect(shapeDifferences(sampleOf('crm.item.get.deal'), answer('crm.item.get', { entityTypeId: 2, id: 1663 }), { also })).toEqual([])
})

test('crm.status.list has the shape of its page', () => {
  expect(shapeDifferences(sampleOf('crm.status.list'), answer('crm.status.list', { filter: { ENTITY_ID: 'DEAL_STAGE' } }))).toEqual([])
  const also = { 'result[].CATEGORY_ID': ['string'] } as const
  expect(shapeDifferences(sampleOf('crm.status.list'), answer('crm.status.list', {}), { also })).toEqual([])
})

test('tasks.task.get has the shape of its page for the fields of its example', () => {
  const select = ['ID', 'TITLE', 'DESCRIPTION', 'CREATED_BY', 'RESPONSIBLE_ID', 'DEADLINE', 'UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES', 'UF_MAIL_MESSAGE']
  const sample = JSON.parse(JSON.stringify(sampleOf('tasks.task.get'), (name, value: unknown) => (name === 'action' ? {} : value)))
  expect(shapeDifferences(sample, answer('tasks.task.get', { taskId: 4711, select }))).toEqual([])
})

test('imopenlines.config.get has the shape of its page, as far as this portal knows settings', () => {
  const whole = readFixture('imopenlines.config.get').answer['result']
  const given = Object(answer('imopenlines.config.get', { CONFIG_ID: 22 })).result
  const sample = Object.fromEntries(Object.entries(Object(whole)).filter(([name]) => name in given))
  expect(Object.keys(given).filter(name => !(name in Object(whole)))).toEqual([])
  expect(shapeDifferences(sample, given)).toEqual([])
})
