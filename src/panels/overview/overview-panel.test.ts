import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPortal, aPromise, type PortalScript, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { aDialog, aUser, openingAnswers } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import SidebarScreen from '../../app/SidebarScreen.vue'
import { PortalError, type SliderOutcome } from '../../bitrix24/index.ts'
import { isolate } from '../../texts/formats.ts'

async function openSidebar({ answers = {}, ...script }: PortalScript = {}, language = 'en') {
  const portal: ScriptedPortal = aPortal({ answers: openingAnswers(answers), ...script })
  const wrapper = await mountInApp(SidebarScreen, { portal, language })
  return { portal, wrapper }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-10T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

test('while the portal has not answered the panel says that it loads', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': () => aPromise().promise } })
  expect(byRole(wrapper, 'status').text()).toBe('Loading…')
})

test('a chat is shown with its title, kind, people, messages and role', async () => {
  const { wrapper } = await openSidebar()
  expect(byRole(wrapper, 'heading', 'Launch').element.tagName).toBe('H1')
  expect(wrapper.text()).toContain('Private group chat')
  const facts = wrapper.findAll('dt').map(({ element }) => `${element.textContent}: ${element.nextElementSibling?.textContent}`)
  expect(facts).toEqual(['Owner: Anna Schmidt', 'Started: February 3, 2026', 'People: 2', 'Messages: 41', 'Notifications: On', 'Your role: Member'])
})

test('whoever looks at an open chat without being in it is told of no notifications, which they do not get', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ type: 'open', role: 'guest' }) } })
  expect(wrapper.get('dl').text()).toContain('Your role')
  expect(wrapper.get('dl').text()).not.toContain('Notifications')
})

test('members are listed with position, presence and role, the rest as a number', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ user_counter: 3002 }) } })
  const members = byRole(wrapper, 'list', 'Members')
  expect(members.findAll('li').map(({ element }) => element.textContent)).toEqual([
    expect.stringMatching(/Anna Schmidt.*Owner.*Designer.*Online/),
    expect.stringMatching(/Ben Okafor.*Online/),
  ])
  expect(wrapper.text()).toContain('and 3,000 more people')
})

test('a chat in which nothing was written says so', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ message_count: 0, last_message_id: 0 }), 'im.dialog.users.list': [] } })
  expect(wrapper.text()).toContain('Nothing has been written here yet.')
  expect(wrapper.text()).toContain('Your Bitrix24 lists nobody in this chat.')
})

test('a refused list of members is said, not shown as an empty one', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.users.list': new PortalError('no-access', { code: 'ACCESS_ERROR' }) } })
  expect(wrapper.text()).toContain('Your Bitrix24 does not let you see who is in this chat.')
})

test('a chat the viewer may not see says so and offers to try again', async () => {
  const { portal, wrapper } = await openSidebar({ answers: { 'im.dialog.get': new PortalError('no-access', { code: 'ACCESS_ERROR', description: 'You cannot read this dialog' }) } })
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 does not let you see this.')
  expect(byRole(wrapper, 'alert').text()).toContain('ACCESS_ERROR: You cannot read this dialog')

  portal.answer('im.dialog.get', aDialog())
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(byRole(wrapper, 'heading', 'Launch').exists()).toBe(true)
})

test('a missing scope is named with who can grant it', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': new PortalError('missing-scope', { method: 'im.dialog.get', code: 'insufficient_scope' }) } })
  expect(byRole(wrapper, 'alert').text()).toContain('the permission “im”. An administrator of your Bitrix24 can add it')
})

test('a failure is not tried again by itself', async () => {
  const { portal } = await openSidebar({ answers: { 'im.dialog.get': new PortalError('offline') } })
  await settle()
  expect(portal.sent.filter(({ method }) => method === 'im.dialog.get')).toHaveLength(1)
})

test('of two background readings the later question wins, whichever answer comes last', async () => {
  const { portal, wrapper } = await openSidebar()
  const first = aPromise<unknown>()
  const owner = byRole(wrapper, 'button', /^Anna Schmidt$/)

  portal.answer('im.dialog.get', () => first.promise)
  await owner.trigger('click')
  await settle()
  portal.answer('im.dialog.get', aDialog({ name: 'Newer' }))
  await owner.trigger('click')
  await settle()
  expect(byRole(wrapper, 'heading', 'Newer').exists()).toBe(true)

  first.resolve(aDialog({ name: 'Older' }))
  await settle()
  expect(byRole(wrapper, 'heading', 'Newer').exists()).toBe(true)
})

test('what is shown stays while the chat is read again after a slider has closed', async () => {
  const { portal, wrapper } = await openSidebar()
  portal.answer('im.dialog.get', () => aPromise().promise)
  await byRole(wrapper, 'button', /^Anna Schmidt$/).trigger('click')
  await settle()
  expect(portal.paths).toEqual(['/company/personal/user/1/'])
  expect(byRole(wrapper, 'heading', 'Launch').exists()).toBe(true)
  expect(portal.sent.filter(({ method }) => method === 'im.dialog.get')).toHaveLength(2)
})

test('an open slider does not read the chat again', async () => {
  const { portal, wrapper } = await openSidebar({ openPath: () => aPromise<SliderOutcome>().promise })
  await byRole(wrapper, 'button', /^Anna Schmidt$/).trigger('click')
  await settle()
  expect(portal.sent.filter(({ method }) => method === 'im.dialog.get')).toHaveLength(1)
})

test('what the chat belongs to opens in the portal', async () => {
  const link = { entity_type: 'CRM', entity_id: 'DEAL|1663', entity_link: { type: 'DEAL', url: '/crm/deal/details/1663/', id: 'DEAL|1663' } }
  const { portal, wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ type: 'crm', ...link }) } })
  await byRole(wrapper, 'button', /Deal\s*No\. 1663/).trigger('click')
  expect(portal.paths).toEqual(['/crm/deal/details/1663/'])
})

test('a page that the portal refuses to open is said', async () => {
  const { wrapper } = await openSidebar({ openPath: () => Promise.reject(new PortalError('not-found', { code: 'PATH_NOT_AVAILABLE' })) })
  await byRole(wrapper, 'button', /^Anna Schmidt$/).trigger('click')
  await settle()
  expect(byRole(wrapper, 'alert').text()).toBe('Your Bitrix24 does not open this page from a chat\'s sidebar.')
})

test('a refusal that comes late says nothing about a page that was opened after it', async () => {
  const late = aPromise<SliderOutcome>()
  let opened = 0
  const { wrapper } = await openSidebar({ openPath: () => (++opened === 1 ? late.promise : aPromise<SliderOutcome>().promise) })
  await byRole(wrapper, 'button', /^Anna Schmidt$/).trigger('click')
  await byRole(wrapper, 'button', /^Anna Schmidt$/).trigger('click')
  late.reject(new PortalError('not-found', { code: 'PATH_NOT_AVAILABLE' }))
  await settle()
  expect(opened).toBe(2)
  expect(allByRole(wrapper, 'alert')).toEqual([])
})

test('members that the portal was too busy to list are not called hidden', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.users.list': new PortalError('busy', { code: 'OPERATION_TIME_LIMIT' }) } })
  expect(wrapper.text()).toContain('Your Bitrix24 did not say who is in this chat.')
})

test('a button beside a member opens the conversation with them, and the viewer has none', async () => {
  const { portal, wrapper } = await openSidebar()
  await byRole(wrapper, 'button', 'Write to Anna Schmidt').trigger('click')
  expect(portal.conversations).toEqual(['1'])
  expect(allByRole(wrapper, 'button', 'Write to Ben Okafor')).toEqual([])
})

test('a member whom Bitrix24 gives no name is called by their number', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.users.list': [aUser({ id: 1, name: '', first_name: '', last_name: '' }), aUser({ id: 2 })] } })
  expect(byRole(wrapper, 'list', 'Members').text()).toContain('No. 1')
  expect(byRole(wrapper, 'button', 'Write to No. 1').exists()).toBe(true)
})

test('everything that can be done is a button in the order in which it is read', async () => {
  const { wrapper } = await openSidebar()
  const buttons = byRole(wrapper, 'tabpanel').findAll('button')
  expect(buttons.map(({ element }) => element.getAttribute('title') ?? element.textContent?.trim())).toEqual([
    'Anna Schmidt',
    'Catch up', expect.stringMatching(/^People +2$/), 'Search', 'Links and files', 'Insights', 'Notes', 'Templates', 'Export',
    expect.stringContaining('Anna Schmidt'), `Write to ${isolate('Anna Schmidt')}`, expect.stringContaining('Ben Okafor'),
  ])
  expect(buttons.every(({ element }) => element.getAttribute('tabindex') !== '-1')).toBe(true)
})

test('who has read the last message is counted and named', async () => {
  const row = (id: number, name: string, messageId: number) => ({ user_id: id, user_name: name, message_id: messageId, date: '2026-03-10T10:00:00+00:00' })
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ readed_list: [row(1, 'Anna', 500), row(3, 'Chen', 499)] }) } })
  expect(wrapper.text()).toContain('1 of 2')
  expect(wrapper.text()).toContain(`Read by ${isolate('Anna')}.`)
})

test('a private conversation shows the person', async () => {
  const away = aUser({ status: 'online', last_activity_date: '2026-03-10T09:00:00+00:00' })
  const { portal, wrapper } = await openSidebar({
    opening: { chat: '1' },
    answers: { 'im.dialog.get': aDialog({ type: 'private', message_type: 'P', name: 'Anna Schmidt' }), 'im.user.get': away },
  })
  expect(byRole(wrapper, 'heading', 'Anna Schmidt').element.tagName).toBe('H1')
  expect(wrapper.text()).toContain('Designer')
  expect(wrapper.text()).toContain('Last seen 3 hours ago')
  await byRole(wrapper, 'button', 'Open profile').trigger('click')
  expect(portal.paths).toEqual(['/company/personal/user/1/'])
})

test('how long ago a person was seen is counted by the portal\'s clock, not by this device\'s', async () => {
  const away = aUser({ status: 'online', last_activity_date: '2026-03-10T09:00:00+00:00' })
  const { wrapper } = await openSidebar({
    opening: { chat: '1' },
    answers: { 'im.dialog.get': aDialog({ type: 'private', message_type: 'P' }), 'im.user.get': away, 'server.time': '2026-03-10T14:00:00+00:00' },
  })
  expect(wrapper.text()).toContain('Last seen 5 hours ago')
})

test('a long description can be opened and closed', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ description: 'line\n'.repeat(9) }) } })
  const toggle = byRole(wrapper, 'button', 'Show more')
  expect(toggle.attributes('aria-expanded')).toBe('false')
  await toggle.trigger('click')
  expect(byRole(wrapper, 'button', 'Show less').attributes('aria-expanded')).toBe('true')
})

test('what people write stays text', async () => {
  const hostile = '<img src=x onerror=alert(1)>'
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ name: hostile, description: hostile }) } })
  expect(byRole(wrapper, 'heading', hostile).exists()).toBe(true)
  expect(wrapper.find('img').exists()).toBe(false)
})

test('a title and a description without end are cut', async () => {
  const long = 'x'.repeat(1_000_000)
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ name: long, description: long }) } })
  expect(byRole(wrapper, 'heading', /^x/).text()).toHaveLength(301)
  expect(wrapper.get('.description').text()).toHaveLength(5_001)
})

test('a picture that does not load gives way to initials, and no other site learns where it was shown', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ avatar: '/upload/7.png' }) } })
  const picture = wrapper.get('img')
  expect(picture.attributes()).toMatchObject({ src: 'https://demo.bitrix24.com/upload/7.png', referrerpolicy: 'no-referrer' })
  await picture.trigger('error')
  expect(wrapper.find('img').exists()).toBe(false)
  expect(wrapper.get('header').text()).toMatch(/^L/)
})

test('plurals follow the language', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': aDialog({ user_counter: 24 }) } }, 'ru')
  expect(wrapper.text()).toContain('и ещё 22 человека')
})
