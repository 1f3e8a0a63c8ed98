/** Linked records: the simulated portal answers as the documentation prints, and the app reads it. */
import { expect, test } from 'vitest'
import type { Outcome } from '../../src/bitrix24/index.ts'
import type { ChatLink, ChatOverview } from '../../src/chat/overview.ts'
import { toOverview } from '../../src/chat/overview-answer.ts'
import { parseDialogId } from '../../src/chat/dialog-id.ts'
import { toLinkDetails } from '../../src/chat/load-link-details.ts'
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

test('tasks.task.add has the shape of its page, and what it made is there', () => {
  const sample = JSON.parse(JSON.stringify(sampleOf('tasks.task.add'), (name, value: unknown) => (name === 'action' && !Array.isArray(value) ? {} : value)))
  const made = answer('tasks.task.add', { fields: { TITLE: 'Order paper', RESPONSIBLE_ID: 20, DEADLINE: '2026-09-01T23:59:59' } }, 5)
  expect(shapeDifferences(sample, made, { also: { 'result.task.deadline': ['string'] } })).toEqual([])
  const { id } = Object(made).result.task
  expect(answer('tasks.task.get', { taskId: id, select: ['ID', 'TITLE', 'STATUS', 'DEADLINE', 'RESPONSIBLE_ID'] }, 20))
    .toMatchObject({ result: { task: { id, title: 'Order paper', status: '2', responsibleId: '20', deadline: '2026-09-01T23:59:00+01:00' } } })
  expect(answer('tasks.task.get', { taskId: id }, 547)).toEqual({ result: [] })
})

test('imopenlines.config.get has the shape of its page, as far as this portal knows settings', () => {
  const whole = readFixture('imopenlines.config.get').answer['result']
  const given = Object(answer('imopenlines.config.get', { CONFIG_ID: 22 })).result
  const sample = Object.fromEntries(Object.entries(Object(whole)).filter(([name]) => name in given))
  expect(Object.keys(given).filter(name => !(name in Object(whole)))).toEqual([])
  expect(shapeDifferences(sample, given)).toEqual([])
})

function answered(fixture: string): Outcome {
  return { ok: true, value: readFixture(fixture).answer['result'], total: null }
}

/** The conversation of imopenlines.dialog.get, whose operator, person 27, is its owner. */
function documentedLine(): ChatOverview {
  const dialogId = parseDialogId('chat1777')
  if (!dialogId) throw new Error('no dialog id')
  return toOverview(dialogId, { chat: answered('imopenlines.dialog.get'), owner: { ok: true, value: { id: 27, name: 'Samantha Johnson' }, total: null } }, () => null)
}

const context = { now: new Date('2025-10-24T18:00:00Z'), ahead: 0 }
const link = (kind: ChatLink['kind'], id: string): ChatLink => ({ kind, id, path: null })

test('the documented lead is understood', () => {
  const answers = { item: answered('crm.item.get'), stage: answered('crm.status.list') }
  expect(toLinkDetails(link('lead', '250'), answers, context)).toEqual({
    kind: 'crm', title: 'Lead #250', stage: '', amount: { value: 999.9, currency: 'USD' }, contact: 'Admin Admins', company: '', phone: '', responsible: '',
  })
})

test('the documented deal is understood, and a documented stage by its code', () => {
  expect(toLinkDetails(link('deal', '342'), { item: answered('crm.item.get.deal') }, context)).toMatchObject({
    title: 'New deal (specifically for rest method examples)', amount: { value: 999.99, currency: 'EUR' },
  })
  const item: Outcome = { ok: true, value: { item: { id: 1, stageId: 'EXECUTING' } }, total: null }
  expect(toLinkDetails(link('deal', '1'), { item, stage: answered('crm.status.list') }, context)).toMatchObject({ stage: 'In progress' })
})

test('the documented task is understood, though its sample shows no status', () => {
  expect(toLinkDetails(link('task', '8017'), { task: answered('tasks.task.get') }, context)).toEqual({
    kind: 'task', title: 'Task Example', status: null, deadline: new Date('2025-10-24T17:00:00Z'), isOverdue: false, responsible: 'Maria', responsibleId: 547, ahead: context.ahead,
  })
})

test('the documented conversation of an open channel is understood', () => {
  const overview = documentedLine()
  const line = overview.links.find(({ kind }) => kind === 'open-line')
  if (!line) throw new Error('no open channel')
  expect(toLinkDetails(line, { line: answered('imopenlines.config.get') }, context)).toMatchObject({
    channel: 'Bitrix24 Documentation', connector: 'livechat', session: '343',
  })
  expect(overview.owner?.name, 'the operator').toBe('Samantha Johnson')
})
