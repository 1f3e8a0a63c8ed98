import { expect, test } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aUser } from '../../tests/support/answers.ts'
import { PortalError } from '../bitrix24/index.ts'
import { linkKey } from './link-details.ts'
import { loadLinkDetails } from './load-link-details.ts'
import { parseDialogId } from './dialog-id.ts'
import type { ChatLink, ChatOverview } from './overview.ts'

const NOW = '2026-03-10T12:00:00+00:00'
const DEAL: ChatLink = { kind: 'deal', id: '1663', path: '/crm/deal/details/1663/' }
const TASK: ChatLink = { kind: 'task', id: '4711', path: null }
const LINE: ChatLink = { kind: 'open-line', id: '22', path: null, line: { code: 'livechat|22|1775|599', session: '343' } }

function overview(links: ChatLink[], changes: Partial<ChatOverview> = {}): ChatOverview {
  const dialogId = parseDialogId('chat7')
  if (!dialogId) throw new Error('no dialog id')
  return {
    dialogId, chatId: 7, kind: 'crm', title: '', description: '', avatar: null, color: null, createdAt: null, owner: { id: 27, name: 'Samantha Johnson' }, memberCount: 3,
    messageCount: 3, role: 'member', isMuted: false, unreadCount: 0, lastMessageId: 3, allows: { mute: true, leave: true }, members: [], membersHidden: null,
    links, read: null, person: null, readAt: new Date(NOW), viewerId: 2, scopes: ['im', 'crm', 'task', 'imopenlines'], ...changes,
  }
}

const items: Record<string, Record<string, unknown>> = {
  '2/1663': { id: 1663, title: ' Printers ', stageId: 'NEW', opportunity: 14_250.5, currencyId: 'EUR', contactId: 25, companyId: 7, assignedById: 503 },
  '1/1209': { id: 1209, title: 'From the website', name: 'Green', lastName: 'Guest', stageId: 'NEW', opportunity: 0, currencyId: 'USD', contactId: 0, companyId: 0, assignedById: 503 },
  '3/25': { id: 25, name: 'Giulia', lastName: 'Conti', companyId: 7, phone: '', phoneMobile: '+39 5550117', assignedById: 503 },
  '4/7': { id: 7, title: 'Conti & Figli', phone: '+39 5550100', assignedById: 503, revenue: 5 },
  '177/9': { id: 9, title: 'Two printers', stageId: 'DT177_7:NEW', opportunity: '129000', currencyId: 'JPY', assignedById: 503 },
}
const stages = [
  { ENTITY_ID: 'STATUS', STATUS_ID: 'NEW', NAME: 'Unassigned' },
  { ENTITY_ID: 'DEAL_STAGE_NOT', STATUS_ID: 'NEW', NAME: 'Trap' },
  { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'NEW', NAME: 'New' },
  { ENTITY_ID: 'DYNAMIC_177_STAGE_7', STATUS_ID: 'DT177_7:NEW', NAME: 'To be ordered' },
]

/** References stay unresolved here: contact, company and person answer as the deal's would. */
function portalWith(answers: Record<string, unknown> = {}): ScriptedPortal {
  return aPortal({ answers: {
    'crm.item.get': ({ entityTypeId, id }: { entityTypeId: number, id: unknown }) => {
      const at = String(id).startsWith('$') ? { 3: 25, 4: 7 }[entityTypeId] : id
      const item = items[`${entityTypeId}/${at}`]
      return item ? { item } : new PortalError('not-found', { code: 'NOT_FOUND' })
    },
    'crm.status.list': stages,
    'im.user.get': ({ ID }: { ID: unknown }) => ID === 599 ? aUser({ id: 599, name: 'Guest' }) : aUser({ id: 503, name: 'Klaus Weber' }),
    'tasks.task.get': { task: { id: '4711', title: 'Replace', status: '3', deadline: '2026-03-09T12:00:00+00:00', responsibleId: '503', responsible: { name: 'Klaus' } } },
    'im.dialog.messages.get': { messages: [{ id: 1, author_id: 27, date: '2026-03-10T11:00:00+00:00' }, { id: 3, author_id: 0, date: NOW }, { id: 2, author_id: 599, date: '2026-03-10T11:30:00+00:00' }] },
    'imopenlines.config.get': { ID: '22', LINE_NAME: 'Example shop' },
    'server.time': NOW,
    ...answers,
  } })
}

async function detailsOf(link: ChatLink, answers: Record<string, unknown> = {}, changes: Partial<ChatOverview> = {}) {
  const { outcomes, missing } = await loadLinkDetails(portalWith(answers), overview([link], changes))
  return { outcome: outcomes.get(linkKey(link)), missing }
}

test('a deal has title, stage, amount, contact, company and responsible person', async () => {
  expect((await detailsOf(DEAL)).outcome).toEqual({ state: 'ready', details: {
    kind: 'crm', title: 'Printers', stage: 'New', amount: { value: 14_250.5, currency: 'EUR' }, contact: 'Giulia Conti', company: 'Conti & Figli', phone: '',
    responsible: 'Klaus Weber',
  } })
})

test('a lead without a contact has its own person, and no amount of 0', async () => {
  expect((await detailsOf({ kind: 'lead', id: '1209', path: null })).outcome).toMatchObject({
    details: { title: 'From the website', stage: 'Unassigned', amount: null, contact: 'Green Guest', company: '' },
  })
})

test('a contact has name, company and telephone, a company title and telephone', async () => {
  expect((await detailsOf({ kind: 'contact', id: '25', path: null })).outcome).toMatchObject({ details: { title: 'Giulia Conti', company: 'Conti & Figli', phone: '+39 5550117', stage: '' } })
  expect((await detailsOf({ kind: 'company', id: '7', path: null })).outcome).toMatchObject({ details: { title: 'Conti & Figli', company: '', phone: '+39 5550100' } })
})

test('a record of an own kind has the stage of its own directory, and an amount that came as text', async () => {
  expect((await detailsOf({ kind: 'crm-item', id: '9', path: null, typeId: '177' })).outcome).toMatchObject({
    details: { title: 'Two printers', stage: 'To be ordered', amount: { value: 129_000, currency: 'JPY' }, contact: '' },
  })
})

test('two records of different kinds with the same number are told apart', async () => {
  const [one, other] = [{ kind: 'crm-item', id: '9', path: null, typeId: '177' }, { kind: 'crm-item', id: '9', path: null, typeId: '178' }] as const
  const { outcomes } = await loadLinkDetails(portalWith(), overview([one, other]))
  expect([outcomes.get(linkKey(one))?.state, outcomes.get(linkKey(other))?.state]).toEqual(['ready', 'failed'])
})

test('an answer about somebody or something else does not count', async () => {
  const { outcome } = await detailsOf(DEAL, { 'im.user.get': aUser({ id: 1, name: 'Somebody Else' }), 'crm.status.list': [{ ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'WON', NAME: 'Won' }] })
  expect(outcome).toMatchObject({ details: { responsible: '', stage: '' } })
  expect((await detailsOf(DEAL, { 'crm.item.get': { item: items['4/7'] } })).outcome).toMatchObject({ state: 'failed', error: { kind: 'bad-answer' } })
})

test('what a deal needs beside itself may be refused', async () => {
  const refusal = new PortalError('no-access', { code: 'ACCESS_DENIED' })
  expect((await detailsOf(DEAL, { 'im.user.get': refusal, 'crm.status.list': refusal })).outcome).toMatchObject({ state: 'ready', details: { title: 'Printers', stage: '' } })
})

test.each(['no-access', 'not-found', 'busy'] as const)('a deal that is refused as %s fails alone', async (kind) => {
  const portal = portalWith({ 'crm.item.get': new PortalError(kind) })
  const { outcomes } = await loadLinkDetails(portal, overview([DEAL, TASK]))
  expect(outcomes.get(linkKey(DEAL))).toMatchObject({ state: 'failed', error: { kind } })
  expect(outcomes.get(linkKey(TASK))).toMatchObject({ state: 'ready' })
})

test('a task has status, deadline and responsible person, and is overdue by the portal\'s clock', async () => {
  expect((await detailsOf(TASK)).outcome).toEqual({ state: 'ready', details: {
    kind: 'task', title: 'Replace', status: 'running', deadline: new Date('2026-03-09T12:00:00Z'), isOverdue: true, responsible: 'Klaus', responsibleId: 503, ahead: expect.any(Number),
  } })
  expect((await detailsOf(TASK, { 'server.time': '2026-03-09T11:59:00+00:00' })).outcome).toMatchObject({ details: { isOverdue: false } })
})

test.each([['2', 'waiting', true], ['6', 'postponed', true], ['4', 'in-review', false], ['5', 'done', false], ['7', null, false]])('status %s is %s', async (given, status, isOverdue) => {
  const task = { id: 4711, title: 'x', status: given, deadline: '2026-03-09T12:00:00+00:00', responsibleId: 503 }
  expect((await detailsOf(TASK, { 'tasks.task.get': { task } })).outcome).toMatchObject({ details: { status, isOverdue, responsible: 'Klaus Weber' } })
})

test('a task that is not there or not to be seen is an empty list', async () => {
  expect((await detailsOf(TASK, { 'tasks.task.get': [] })).outcome).toMatchObject({ state: 'failed', error: { kind: 'not-found' } })
})

test('a conversation with a customer has channel, way, customer, number and who wrote last', async () => {
  expect((await detailsOf(LINE)).outcome).toEqual({ state: 'ready', details: {
    kind: 'open-line', channel: 'Example shop', connector: 'livechat', customer: 'Guest', session: '343',
    lastWord: { isCustomers: true, at: new Date('2026-03-10T11:30:00Z') }, ahead: expect.any(Number),
  } })
})

test('without imopenlines only the channel\'s name is missing, and it is not asked for', async () => {
  const portal = portalWith()
  const { outcomes, missing } = await loadLinkDetails(portal, overview([LINE], { scopes: ['im'] }))
  expect(outcomes.get(linkKey(LINE))).toMatchObject({ details: { channel: '', customer: 'Guest', session: '343' } })
  expect(missing).toEqual(['imopenlines'])
  expect(portal.sent.map(({ method }) => method)).toEqual(['im.user.get', 'im.dialog.messages.get', 'server.time'])
})

test('without any scope that helps nothing is asked', async () => {
  const portal = portalWith()
  expect(await loadLinkDetails(portal, overview([DEAL, TASK], { scopes: ['im'] }))).toEqual({ outcomes: new Map(), missing: ['crm', 'task'] })
  expect(await loadLinkDetails(portal, overview([{ kind: 'workgroup', id: '12', path: null }], { scopes: ['im'] }))).toEqual({ outcomes: new Map(), missing: [] })
  expect(portal.sent).toEqual([])
})

test('where the portal did not say what it granted the refusal says it', async () => {
  const refusal = (method: string) => new PortalError('missing-scope', { method, code: 'insufficient_scope' })
  const answers = { 'crm.item.get': refusal('crm.item.get'), 'crm.status.list': refusal('crm.status.list'), 'imopenlines.config.get': refusal('imopenlines.config.get') }
  expect(await detailsOf(DEAL, answers, { scopes: null })).toEqual({ outcome: undefined, missing: ['crm'] })
  expect(await detailsOf(LINE, answers, { scopes: null })).toMatchObject({ outcome: { state: 'ready' }, missing: ['imopenlines'] })
})

test('one request holds all, and never more than a batch may', async () => {
  const portal = portalWith()
  const many = Array.from({ length: 30 }, (_unused, index): ChatLink => ({ ...DEAL, id: String(1_663 + index) }))
  await loadLinkDetails(portal, overview(many))
  expect(portal.sent.length).toBeLessThanOrEqual(50)
})

test.each([null, 5, 'text', {}, { item: null }, { item: [] }, { item: { id: 'x' } }])('the answer %j is no record', async (answer) => {
  expect((await detailsOf(DEAL, { 'crm.item.get': answer })).outcome).toMatchObject({ state: 'failed', error: { kind: 'bad-answer' } })
})

test.each([null, 5, { task: [] }, { task: { id: '5' } }])('the answer %j is not the task', async (answer) => {
  expect((await detailsOf(TASK, { 'tasks.task.get': answer })).outcome).toMatchObject({ state: 'failed', error: { kind: 'bad-answer' } })
})

test('a request that failed as a whole is the caller\'s', async () => {
  const portal = { batch: () => Promise.reject(new PortalError('offline')) }
  await expect(loadLinkDetails(portal, overview([DEAL]))).rejects.toMatchObject({ kind: 'offline' })
})
