import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPortal, aPromise, type PortalScript } from '../../../../tests/support/a-portal.ts'
import { aDialog, aUser, openingAnswers } from '../../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../../tests/support/by-role.ts'
import { aMessage } from '../../../../tests/support/history.ts'
import { mountInApp, settle } from '../../../../tests/support/mount.ts'
import { tellNews } from '../../../../tests/support/tell-news.ts'
import SidebarScreen from '../../../app/SidebarScreen.vue'
import { PortalError } from '../../../bitrix24/index.ts'
import { useChatStore } from '../../../chat/chat-store.ts'
import { isolate } from '../../../texts/formats.ts'

const DEAL = { type: 'crm', entity_type: 'CRM', entity_id: 'DEAL|1663', entity_link: { type: 'DEAL', url: '/crm/deal/details/1663/', id: 'DEAL|1663' } }
const TASK = { type: 'tasks', entity_type: 'TASKS', entity_id: '4711' }
const LINE = { type: 'lines', entity_type: 'LINES', entity_id: 'livechat|22|1775|599', entity_data_1: 'N|||N|N|343', entity_data_2: 'LEAD|0|COMPANY|0|CONTACT|0|DEAL|1663' }
const ITEM = { id: 1663, title: 'Printers', stageId: 'NEW', opportunity: 14_250.5, currencyId: 'EUR', contactId: 0, companyId: 0, assignedById: 1 }

function deal(fields: Record<string, unknown> = {}) {
  return ({ entityTypeId }: { entityTypeId: number }) => entityTypeId === 2 ? { item: { ...ITEM, ...fields } } : new PortalError('not-found', { code: 'NOT_FOUND' })
}

interface Opened extends PortalScript {
  dialog?: Record<string, unknown>
  language?: string
}

async function openSidebar({ dialog = DEAL, answers = {}, language, ...script }: Opened = {}) {
  const portal = aPortal({
    answers: openingAnswers({
      'im.dialog.get': aDialog(dialog),
      'scope': ['im', 'placement', 'crm', 'task', 'imopenlines'],
      'crm.item.get': deal(),
      'crm.status.list': [{ ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'NEW', NAME: 'New' }],
      ...answers,
    }),
    ...script,
  })
  const wrapper = await mountInApp(SidebarScreen, { portal, ...(language === undefined ? {} : { language }) })
  return { portal, wrapper, asked: () => portal.sent.filter(({ method }) => /^(crm|tasks|imopenlines)\./.test(method)).map(({ method }) => method) }
}

const links = (wrapper: VueWrapper) => byRole(wrapper, 'list', 'Linked to')
const facts = (wrapper: VueWrapper) => links(wrapper).findAll('dt').map(({ element }) => `${element.textContent}: ${element.nextElementSibling?.textContent}`)

/** Until the essentials are there: they are asked for after a frame was painted. */
async function shown(wrapper: VueWrapper, words: string | RegExp) {
  await vi.waitFor(() => expect(wrapper.text()).toMatch(words))
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-10T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

test('until a frame was painted nothing more is asked', async () => {
  const frames = vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(1)
  const { asked, wrapper } = await openSidebar()
  expect(frames).toHaveBeenCalled()
  expect(asked()).toEqual([])
  expect(byRole(wrapper, 'heading', 'Launch').exists()).toBe(true)
  frames.mockRestore()
})

test('a grey shape holds the place of what has not been answered', async () => {
  const late = aPromise<unknown>()
  const { wrapper } = await openSidebar({ answers: { 'crm.item.get': () => late.promise } })
  await shown(wrapper, 'Loading details…')
  late.resolve(deal()({ entityTypeId: 2 }))
  await shown(wrapper, 'Printers')
})

test('a deal says title, stage, amount and responsible person', async () => {
  const { wrapper } = await openSidebar()
  await shown(wrapper, 'Printers')
  expect(facts(wrapper)).toEqual(['Stage: New', 'Amount: €14,250.50', 'Responsible: Anna Schmidt'])
})

test('names are somebody\'s text: isolated, bounded, and no markup', async () => {
  const { wrapper } = await openSidebar({ answers: { 'crm.item.get': deal({ title: `<b onclick="x">${'W'.repeat(5_000)}` }), 'im.user.get': aUser({ name: '‮Anna <i>' }) } })
  await shown(wrapper, 'WWW')
  const title = links(wrapper).get('.title bdi')
  expect(title.text().length).toBeLessThanOrEqual(201)
  expect(title.find('b').exists()).toBe(false)
  expect(links(wrapper).findAll('dd bdi').at(-1)?.text()).toBe('‮Anna <i>')
})

test.each([
  ['no-access', 'Your Bitrix24 does not let you see what is in this record.'],
  ['not-found', 'Your Bitrix24 says that this does not exist, or no longer exists.'],
] as const)('a deal refused as %s says so, and opens all the same', async (kind, words) => {
  const { portal, wrapper } = await openSidebar({ answers: { 'crm.item.get': new PortalError(kind) } })
  await shown(wrapper, words)
  expect(allByRole(wrapper, 'alert')).toEqual([])
  await byRole(wrapper, 'button', /Deal/).trigger('click')
  expect(portal.paths).toEqual(['/crm/deal/details/1663/'])
})

test('a reading that failed says so and is tried again on request, not by itself', async () => {
  const { asked, portal, wrapper } = await openSidebar({ answers: { 'crm.item.get': new PortalError('busy') } })
  await shown(wrapper, 'Its details could not be read.')
  const before = asked().length
  await settle()
  expect(asked()).toHaveLength(before)
  portal.answer('crm.item.get', deal())
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await shown(wrapper, 'Printers')
})

test('a request that failed as a whole is reported once, and the links stay', async () => {
  const { portal, wrapper } = await openSidebar({ dialog: LINE })
  await shown(wrapper, 'Printers')
  const { batch } = portal
  portal.batch = commands => 'time' in commands && !('chat' in commands) ? Promise.reject(new PortalError('offline')) : batch(commands)
  await byRole(wrapper, 'button', /Deal/).trigger('click')
  await shown(wrapper, 'What this chat is linked to could not be read.')
  expect(allByRole(wrapper, 'alert')).toHaveLength(1)
  portal.batch = batch
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await shown(wrapper, 'Printers')
})

test('after the slider has closed the deal is read again, and of two readings the later one counts', async () => {
  const { portal, wrapper } = await openSidebar()
  await shown(wrapper, 'Printers')
  const late = aPromise<unknown>()
  portal.answer('crm.item.get', ({ entityTypeId }: { entityTypeId: number }) => entityTypeId === 2 ? late.promise : new PortalError('not-found'))
  await byRole(wrapper, 'button', /Deal/).trigger('click')
  await settle()
  expect(wrapper.text()).toContain('Printers')

  portal.answer('crm.item.get', deal({ title: 'Newest' }))
  await byRole(wrapper, 'button', /Deal/).trigger('click')
  await shown(wrapper, 'Newest')
  late.resolve({ item: { ...ITEM, title: 'Older' } })
  await settle()
  expect(wrapper.text()).not.toContain('Older')
})

test('a task says status, deadline and responsible person, and in words when it is overdue by the portal\'s clock', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date('2026-03-09T10:58:30Z') })
  const task = { id: '4711', title: 'Replace', status: '2', deadline: '2026-03-09T12:00:00+00:00', responsibleId: '1', responsible: { name: 'Ravi' } }
  const { wrapper } = await openSidebar({ dialog: TASK, answers: { 'tasks.task.get': { task }, 'server.time': '2026-03-09T11:58:30+00:00' } })
  await shown(wrapper, 'Replace')
  const told = () => facts(wrapper).map(fact => fact.replaceAll(/\s/gu, ' '))
  expect(told()).toEqual(['Status: Not started', 'Deadline: Mar 9, 2026, 12:00 PM', 'Responsible: Ravi'])
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect(told()[1]).toBe('Deadline: Mar 9, 2026, 12:00 PM – overdue')
})

test('a task that is hidden or gone says both', async () => {
  const { wrapper } = await openSidebar({ dialog: TASK, answers: { 'tasks.task.get': [] } })
  await shown(wrapper, 'it is not yours to see, or it no longer exists')
})

test('a conversation with a customer says who wrote last, how long ago and who answers now, and needs no further scope for it', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date('2026-03-10T12:00:00Z') })
  const messages = { messages: [{ id: 5, author_id: 599, date: '2026-03-10T11:54:30+00:00' }] }
  const user = ({ ID }: { ID: unknown }) => aUser(ID === 599 ? { id: 599, name: 'Guest' } : {})
  const { asked, wrapper } = await openSidebar({ dialog: LINE, answers: { 'scope': ['im'], 'im.dialog.messages.get': messages, 'im.user.get': user, 'server.time': '2026-03-10T12:00:00+00:00' } })
  await shown(wrapper, 'Guest')
  expect(facts(wrapper)).toEqual([
    'Writes through: Live chat on a website', 'Customer: Guest', 'Conversation: No. 343', 'Operator: Anna Schmidt', 'Last message: From the customer, 5 minutes ago',
  ])
  await tellNews({ added: [aMessage({ id: 6, authorId: 1, sentAt: Date.now() }), aMessage({ id: 7, authorId: 0, sentAt: Date.now() })] })
  const store = useChatStore(wrapper.vm.$pinia)
  store.renew({ owner: { id: 2, name: 'Ben Okafor' } }, store.known(), 0)
  await vi.advanceTimersByTimeAsync(11.5 * 60_000)
  expect(facts(wrapper).slice(3)).toEqual(['Operator: Ben Okafor', 'Last message: From our side, 11 minutes ago'])
  expect(asked()).toEqual([])
})

test('what missing scopes hide is said once, after everything else, and only of what this chat has', async () => {
  const { asked, wrapper } = await openSidebar({ dialog: LINE, answers: { scope: ['im'] } })
  await shown(wrapper, 'Not shown, because')
  const names = [isolate('details of CRM records (crm)'), isolate('the name of the open channel (imopenlines)')].join(' and ')
  expect(wrapper.get('.overview > :last-child').text()).toContain(`the permission for it: ${names}. An administrator`)
  expect(wrapper.text().match(/Not shown/g)).toHaveLength(1)
  expect(asked()).toEqual([])
})

const nextFrame = () => new Promise<void>(resolve => requestAnimationFrame(() => resolve()))

test('a chat of a workgroup has nothing to ask about it, and misses nothing', async () => {
  const { portal, wrapper } = await openSidebar({ dialog: { entity_type: 'SONET_GROUP', entity_id: '12' }, answers: { scope: ['im'] } })
  const before = portal.sent.length
  await nextFrame()
  await nextFrame()
  await settle()
  expect(byRole(wrapper, 'button', /Workgroup/).exists()).toBe(true)
  expect(portal.sent).toHaveLength(before)
  expect(wrapper.text()).not.toContain('Not shown')
})

test('everything is said in the language of the page', async () => {
  const { wrapper } = await openSidebar({ language: 'de' })
  await shown(wrapper, 'Printers')
  expect(wrapper.findAll('.essentials dt').map(({ element }) => element.textContent)).toEqual(['Phase', 'Betrag', 'Verantwortlich'])
  expect(wrapper.get('.essentials').text().replaceAll(/\s/gu, ' ')).toContain('14.250,50 €')
})
