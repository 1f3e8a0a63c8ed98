import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { aPortal, aPromise, type PortalScript } from '../../../../tests/support/a-portal.ts'
import { aDialog, openingAnswers } from '../../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../../tests/support/mount.ts'
import SidebarScreen from '../../../app/SidebarScreen.vue'
import { PortalError } from '../../../bitrix24/index.ts'

const RESTRICTIONS = { user_list: true, mute: true, leave: true, leave_owner: true }
const ALL = ['Mute', 'Mark 4 as read', 'Leave']

function dialogWith(fields: Record<string, unknown> = {}) {
  return aDialog({ counter: 4, restrictions: RESTRICTIONS, ...fields })
}

async function openSidebar({ answers = {}, ...script }: PortalScript = {}) {
  const portal = aPortal({ answers: openingAnswers({ 'im.dialog.get': dialogWith(), ...answers }), ...script })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  return { portal, wrapper }
}

async function unfold(wrapper: VueWrapper) {
  const details = wrapper.get('details')
  Object.assign(details.element, { open: true })
  await details.trigger('toggle')
  await settle()
  return details
}

/** A sidebar in which the actions are unfolded. */
async function openActions(script: PortalScript = {}) {
  const opened = await openSidebar(script)
  await unfold(opened.wrapper)
  opened.portal.sent.length = 0
  return opened
}

async function press(wrapper: VueWrapper, name: string | RegExp) {
  const button = byRole(wrapper, 'button', name)
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  await settle()
}

function offered(wrapper: VueWrapper): string[] {
  return wrapper.findAll('details button').filter(({ element }) => !element.closest('dialog')).map(({ element }) => element.textContent?.trim() ?? '')
}

function statusOf(wrapper: VueWrapper): string {
  return wrapper.get('details [role="status"]').text()
}

afterEach(() => document.body.replaceChildren())

test('what can be done is folded away, and its texts name what it will do', async () => {
  const { wrapper } = await openSidebar()
  expect(offered(wrapper)).toEqual([])
  await unfold(wrapper)
  expect(offered(wrapper)).toEqual(ALL)
})

test('what is unread and that notifications are off is said without unfolding anything', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': dialogWith({ mute_list: [2] }) } })
  expect(wrapper.get('dl').text()).toMatch(/Unread\s*4.*Notifications\s*Off/s)
})

const cases = [
  [{ counter: 0 }, ['Mute', 'Leave']],
  [{ mute_list: [2] }, ['Unmute', 'Mark 4 as read', 'Leave']],
  [{ restrictions: { ...RESTRICTIONS, mute: false, leave: false } }, ['Mark 4 as read']],
  [{ role: 'owner', restrictions: { ...RESTRICTIONS, leave_owner: false } }, ['Mute', 'Mark 4 as read']],
] as const

test.each(cases)('a chat with %j offers %j', async (fields, names) => {
  const { wrapper } = await openActions({ answers: { 'im.dialog.get': dialogWith(fields) } })
  expect(offered(wrapper)).toEqual(names)
})

test('where nothing may be done there is nothing to unfold', async () => {
  const { wrapper } = await openSidebar({ answers: { 'im.dialog.get': dialogWith({ role: 'guest', counter: 0 }) } })
  expect(wrapper.find('details').exists()).toBe(false)
})

test('muting is shown when the chat read again says so, and the focus stays', async () => {
  const answer = aPromise<unknown>()
  const { portal, wrapper } = await openActions({ answers: { 'im.chat.mute': () => answer.promise } })
  await press(wrapper, 'Mute')
  expect(offered(wrapper)).toEqual(ALL)
  expect(allByRole(wrapper, 'button', /Mute|Mark 4|^Leave$/).map(button => button.attributes('aria-disabled'))).toEqual(['true', 'true', 'true'])

  portal.answer('im.dialog.get', dialogWith({ mute_list: [2] }))
  answer.resolve(true)
  await settle()
  expect(offered(wrapper)[0]).toBe('Unmute')
  expect(statusOf(wrapper)).toBe('Notifications of this chat are off now.')
  expect(document.activeElement?.textContent?.trim()).toBe('Unmute')
})

test('after marking as read the button is gone and the focus is at what came of it', async () => {
  const { portal, wrapper } = await openActions({ answers: { 'im.dialog.read': { dialogId: 'chat7', chatId: 7, lastId: 500, counter: 0 } } })
  portal.answer('im.dialog.get', dialogWith({ counter: 0 }))
  await press(wrapper, 'Mark 4 as read')
  expect(offered(wrapper)).toEqual(['Mute', 'Leave'])
  expect(document.activeElement).toBe(wrapper.get('details [role="status"]').element.parentElement)
  expect(document.activeElement?.textContent).toContain('Marked as read.')
})

test('the last thing that could be done leaves its words behind', async () => {
  const restrictions = { ...RESTRICTIONS, mute: false, leave: false }
  const { portal, wrapper } = await openActions({
    answers: { 'im.dialog.get': dialogWith({ restrictions }), 'im.dialog.read': { dialogId: 'chat7', chatId: 7, lastId: 500, counter: 0 } },
  })
  portal.answer('im.dialog.get', dialogWith({ restrictions, counter: 0 }))
  await press(wrapper, 'Mark 4 as read')
  expect(statusOf(wrapper)).toBe('Marked as read.')
})

test('a refusal is shown in the portal’s words, and not asked again', async () => {
  const error = new PortalError('no-access', { method: 'im.chat.mute', code: 'ACCESS_ERROR', description: 'This chat cannot be muted' })
  const { portal, wrapper } = await openActions({ answers: { 'im.chat.mute': error } })
  await press(wrapper, 'Mute')
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 does not let you do this in this chat.')
  expect(byRole(wrapper, 'alert').text()).toContain('ACCESS_ERROR: This chat cannot be muted')
  expect(portal.sent.map(({ method }) => method)).toEqual(['im.chat.mute'])
  expect(offered(wrapper)).toEqual(ALL)
})

test('what the portal accepts but does not show is not called done', async () => {
  const { wrapper } = await openActions({ answers: { 'im.chat.mute': true } })
  await press(wrapper, 'Mute')
  expect(statusOf(wrapper)).toBe('Your Bitrix24 accepted this, but the chat does not show it yet.')
})

test('leaving asks first, with the focus on the harmless answer, which sends nothing', async () => {
  const { portal, wrapper } = await openActions({ answers: { 'im.chat.leave': true } })
  await press(wrapper, /^Leave$/)
  expect(byRole(wrapper, 'dialog', 'Leave “Launch”?').text()).toContain('somebody who is in the chat has to add you again')
  expect(document.activeElement?.textContent).toBe('Stay')
  await press(wrapper, 'Stay')
  expect(portal.sent).toEqual([])
})

test('after leaving there are words, and nothing more is asked', async () => {
  const { portal, wrapper } = await openActions({ answers: { 'im.chat.leave': true } })
  await press(wrapper, /^Leave$/)
  await press(wrapper, 'Leave the chat')
  expect(portal.sent).toEqual([{ method: 'im.chat.leave', params: { CHAT_ID: 7 } }])
  expect(byRole(wrapper, 'heading', 'You have left this chat').element).toBe(document.activeElement)
  expect(wrapper.text()).toContain('ask somebody who is in it to add you again')
  expect(wrapper.text()).not.toContain('Anna Schmidt')
  for (const [tab, words] of [['Catch up', 'You have left this chat'], ['Notes', 'You have left this chat'], ['People', 'does not let you see who is in this chat']] as const) {
    await byRole(wrapper, 'tab', tab).trigger('click')
    await vi.waitFor(() => expect(byRole(wrapper, 'tabpanel').text()).toContain(words))
  }
  expect(portal.sent).toHaveLength(1)
})

test('who leaves an open chat is told that they can join it again', async () => {
  const { wrapper } = await openActions({ answers: { 'im.dialog.get': dialogWith({ type: 'open', message_type: 'O' }), 'im.chat.leave': true } })
  await press(wrapper, /^Leave$/)
  expect(byRole(wrapper, 'dialog').text()).toContain('you can join it again')
  await press(wrapper, 'Leave the chat')
  expect(wrapper.text()).toContain('open it in the messenger and join it again')
})

test('a reading that fails with an error of the portal’s server is said, and the button does what the words say', async () => {
  const { portal, wrapper } = await openActions({ answers: { 'im.chat.mute': true } })
  portal.answer('im.dialog.get', new PortalError('unknown', { method: 'im.dialog.get', code: 'INTERNAL_SERVER_ERROR' }))
  await press(wrapper, 'Mute')
  const notice = byRole(wrapper, 'alert')
  expect(notice.text()).toContain('This could not be refreshed and may be out of date.')
  expect(notice.text()).toContain('Reload to start again.')
  expect(notice.get('button').text()).toBe('Reload')
  expect(byRole(wrapper, 'heading', /^Launch$/).exists()).toBe(true)
})

test('a reading that did not get through is tried again by hand', async () => {
  const { portal, wrapper } = await openActions({ answers: { 'im.chat.mute': true } })
  portal.answer('im.dialog.get', new PortalError('timeout'))
  await press(wrapper, 'Mute')
  expect(byRole(wrapper, 'alert').text()).toContain('Check the connection, then try again.')
  portal.answer('im.dialog.get', dialogWith({ name: 'Newer' }))
  await press(wrapper, 'Try again')
  expect(byRole(wrapper, 'heading', /^Newer$/).exists()).toBe(true)
  expect(allByRole(wrapper, 'alert')).toEqual([])
})
