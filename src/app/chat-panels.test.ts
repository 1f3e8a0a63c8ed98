import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { keepDraft } from '../../tests/support/keep-draft.ts'
import { aPortal } from '../../tests/support/a-portal.ts'
import { aDialog, openingAnswers } from '../../tests/support/answers.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PortalError, type Opening } from '../bitrix24/index.ts'
import type { Panel } from '../panels/panel.ts'
import { createRegistry } from '../panels/registry.ts'
import type { TextKey } from '../texts/texts.ts'
import SidebarScreen from './SidebarScreen.vue'

function aPanel(id: string, panel: Partial<Panel> = {}): Panel {
  const content = defineComponent(() => () => h('p', `Content of ${id}`))
  return {
    id, scopes: ['im'], contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
    titleKey: id as TextKey, // a text that is missing shows its key
    component: () => Promise.resolve({ default: content }),
    ...panel,
  }
}

afterEach(() => {
  document.documentElement.dir = 'ltr'
  sessionStorage.clear()
  document.body.replaceChildren()
})

async function openPanels(panels: Panel[], answers = {}, { opening = {}, language = 'en' }: { opening?: Partial<Opening>, language?: string } = {}) {
  const portal = aPortal({ answers: openingAnswers(answers), opening })
  const wrapper = await mountInApp(SidebarScreen, { portal, panels: createRegistry(panels), language })
  await settle()
  return wrapper
}

/** An opening with what the app keeps on who gets which panel. */
function agreed(accesses: Record<string, string>, isAdmin = false): Partial<Opening> {
  return { isAdmin, appOption: name => name === 'panelAccess' ? JSON.stringify(accesses) : undefined }
}

function focusedTab(): string | null {
  return document.activeElement?.textContent?.trim() ?? null
}

test('the first panel is open and its tab is the only one that the Tab key reaches', async () => {
  const wrapper = await openPanels([aPanel('a'), aPanel('b')])
  expect(byRole(wrapper, 'tabpanel', 'a').text()).toBe('Content of a')
  expect(allByRole(wrapper, 'tab').map(tab => tab.attributes('tabindex'))).toEqual(['0', '-1'])
})

test('arrow keys, Home and End move the focus, and only a press opens', async () => {
  const wrapper = await openPanels([aPanel('a'), aPanel('b'), aPanel('c')])
  const tab = (name: string) => byRole(wrapper, 'tab', name)
  const keys: [string, string, string][] = [['a', 'ArrowRight', 'b'], ['b', 'End', 'c'], ['c', 'ArrowRight', 'a'], ['a', 'ArrowLeft', 'c'], ['c', 'Home', 'a']]
  for (const [from, key, to] of keys) {
    await tab(from).trigger('keydown', { key })
    expect(focusedTab()).toBe(to)
  }
  expect(byRole(wrapper, 'tabpanel').text()).toBe('Content of a')
  await tab('b').trigger('click')
  await settle()
  expect(byRole(wrapper, 'tabpanel').text()).toBe('Content of b')
})

test('where people read from right to left the left arrow goes on', async () => {
  const wrapper = await openPanels([aPanel('a'), aPanel('b')])
  document.documentElement.dir = 'rtl'
  await byRole(wrapper, 'tab', 'a').trigger('keydown', { key: 'ArrowLeft' })
  expect(focusedTab()).toBe('b')
})

test('a panel whose scope was not granted is a sentence, and the others stay', async () => {
  const wrapper = await openPanels([aPanel('a', { scopes: ['im', 'task'] }), aPanel('b')])
  expect(byRole(wrapper, 'alert').text()).toMatch(/needs a permission that was not granted: .?task.?\. An administrator/)
  await byRole(wrapper, 'tab', 'b').trigger('click')
  await settle()
  expect(byRole(wrapper, 'tabpanel').text()).toBe('Content of b')
})

test('a panel that breaks says so, and the others stay', async () => {
  const broken = defineComponent({
    setup: () => {
      throw new Error('broken')
    },
    render: () => null,
  })
  const wrapper = await openPanels([aPanel('a', { component: () => Promise.resolve({ default: broken }) }), aPanel('b')])
  expect(byRole(wrapper, 'alert').text()).toContain('Something unexpected went wrong.')
  await byRole(wrapper, 'tab', 'b').trigger('click')
  await settle()
  expect(byRole(wrapper, 'tabpanel').text()).toBe('Content of b')
})

test('a panel whose file does not load says so', async () => {
  const wrapper = await openPanels([aPanel('a', { component: () => Promise.reject(new TypeError('Failed to fetch')) })])
  expect(byRole(wrapper, 'alert').text()).toContain('A part of Chatside could not be loaded.')
})

test('a panel for CRM chats appears when the chat turns out to be one', async () => {
  const panels = [aPanel('a'), aPanel('b', { contexts: ['CRM'] })]
  const crm = await openPanels(panels, { 'im.dialog.get': aDialog({ type: 'crm', entity_type: 'CRM', entity_id: 'DEAL|5' }) })
  expect(allByRole(crm, 'tab').map(tab => tab.text())).toEqual(['a', 'b'])
  const group = await openPanels(panels)
  expect(allByRole(group, 'tab').map(tab => tab.text())).toEqual(['a'])
})

test('a chat that no panel suits is a sentence, and its failure is one too', async () => {
  const panels = [aPanel('a', { contexts: ['CRM'] })]
  expect((await openPanels(panels)).text()).toBe('Chatside has nothing to show for this kind of chat.')
  const refused = await openPanels(panels, { 'im.dialog.get': new PortalError('no-access', { method: 'im.dialog.get' }) })
  expect(byRole(refused, 'alert').text()).toContain('Your Bitrix24 does not let you see this.')
})

test('an employee gets the panels for everybody, an administrator those for administrators too', async () => {
  const panels = [aPanel('a'), aPanel('b'), aPanel('c')]
  const accesses = { a: 'administrators', c: 'nobody' }
  const employee = await openPanels(panels, {}, { opening: agreed(accesses) })
  expect(allByRole(employee, 'tab').map(tab => tab.text())).toEqual(['b'])
  expect(byRole(employee, 'tabpanel').text()).toBe('Content of b')
  const administrator = await openPanels(panels, {}, { opening: agreed(accesses, true) })
  expect(allByRole(administrator, 'tab').map(tab => tab.text())).toEqual(['a', 'b'])
})

test.each([
  ['en', 'No part of Chatside is switched on for you in this kind of chat. An administrator of your Bitrix24 can change this in Chatside\'s settings.'],
  ['de', 'Für Sie ist bei dieser Art von Chat kein Teil von Chatside freigegeben. Ein Administrator Ihres Bitrix24 kann das in den Einstellungen von Chatside ändern.'],
  ['ru', 'Для вас в чатах такого вида не включена ни одна часть Chatside. Администратор вашего Битрикс24 может изменить это в настройках Chatside.'],
])('where administrators left no panel for this person, it says so in %s', async (language, sentence) => {
  const wrapper = await openPanels([aPanel('a'), aPanel('b', { contexts: ['CRM'] })], {}, { opening: agreed({ a: 'administrators' }), language })
  expect(wrapper.text()).toBe(sentence)
})

test('where no panel suits the chat, nobody is blamed for hiding one', async () => {
  const wrapper = await openPanels([aPanel('a', { contexts: ['CRM'] })], {}, { opening: agreed({ a: 'nobody' }) })
  expect(wrapper.text()).toBe('Chatside has nothing to show for this kind of chat.')
})

test('an agreement that cannot be read hides nothing', async () => {
  const wrapper = await openPanels([aPanel('a')], {}, { opening: { appOption: () => '{"a":' } })
  expect(byRole(wrapper, 'tabpanel').text()).toBe('Content of a')
})

test('the panel that was open is open again beside the same chat, and not beside another', async () => {
  const wrapper = await openPanels([aPanel('a'), aPanel('b')])
  await byRole(wrapper, 'tab', 'b').trigger('click')
  await vi.waitFor(() => expect(sessionStorage).toHaveLength(1))
  wrapper.unmount()
  const again = await openPanels([aPanel('a'), aPanel('b')])
  await vi.waitFor(() => expect(byRole(again, 'tabpanel').text()).toBe('Content of b'))
  again.unmount()
  const other = await openPanels([aPanel('a'), aPanel('b')], {}, { opening: { chat: 'chat8' } })
  expect(byRole(other, 'tabpanel').text()).toBe('Content of a')
})

test('another person in the same tab of the browser begins at the beginning (a7)', async () => {
  const wrapper = await openPanels([aPanel('a'), aPanel('b')])
  await byRole(wrapper, 'tab', 'b').trigger('click')
  await vi.waitFor(() => expect(sessionStorage).toHaveLength(1))
  wrapper.unmount()
  const other = await openPanels([aPanel('a'), aPanel('b')], { profile: { ID: '3', ADMIN: false, NAME: 'Chen', LAST_NAME: 'Li' } })
  expect(byRole(other, 'tabpanel').text()).toBe('Content of a')
})

test('a panel that is gone since then gives way to the first', async () => {
  await keepDraft(2, 'panels', 'gone')
  const wrapper = await openPanels([aPanel('a'), aPanel('b')])
  expect(byRole(wrapper, 'tabpanel').text()).toBe('Content of a')
})

test.each([[19, 'People 19'], [null, 'People']])('where the portal tells of %s members, the way to them is called %s', async (count, name) => {
  const portal = aPortal({ answers: openingAnswers({ 'im.dialog.get': aDialog({ user_counter: count }) }) })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await settle()
  const ways = wrapper.get('nav').findAll('button')
  expect(ways.map(way => way.text().replace(/ +/, ' ')).filter(text => text.startsWith('People'))).toEqual([name])
})
