import { afterEach, expect, test } from 'vitest'
import { aPortal, aPromise, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aRow, keepRegistrations } from '../../tests/support/a-registry.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PortalError } from '../bitrix24/index.ts'
import HomeScreen from './HomeScreen.vue'

const ADDRESS = aRow().handler

afterEach(() => {
  document.body.replaceChildren()
})

async function openHome(portal: ScriptedPortal) {
  const wrapper = await mountInApp(HomeScreen, { portal, props: { address: ADDRESS } })
  await settle()
  return wrapper
}

function employeesPortal(answer: unknown): ScriptedPortal {
  return aPortal({ opening: { placement: 'DEFAULT', language: 'de' }, answers: { 'app.info': answer } })
}

function administratorsPortal(): ScriptedPortal {
  return aPortal({ opening: { placement: 'DEFAULT', isAdmin: true } })
}

test.each([
  [{ ID: 3, INSTALLED: true }, 'Chatside is installed on this Bitrix24.'],
  [{ ID: 3, INSTALLED: false }, 'is not complete. An administrator can complete it'],
])('an employee with %j is told whether Chatside is installed, and nothing of registrations is asked', async (answer, sentence) => {
  const portal = employeesPortal(answer)
  const wrapper = await openHome(portal)
  expect(wrapper.text()).toContain(sentence)
  expect(portal.sent.map(({ method }) => method)).toEqual(['app.info'])
  expect(allByRole(wrapper, 'button')).toEqual([])
})

test('an employee learns where to find it, under its usual name in the portal\'s language, and why it may be missing', async () => {
  const wrapper = await openHome(employeesPortal({ INSTALLED: true }))
  expect(wrapper.text()).toContain('“Über diesen Chat”')
  expect(wrapper.text()).toContain('no applications in some kinds of chats')
})

test('the page waits in words, and says that it tries again', async () => {
  const portal = employeesPortal({ INSTALLED: true })
  portal.batch = () => Promise.reject(new PortalError('timeout'))
  const wrapper = await openHome(portal)
  portal.batch = () => aPromise<never>().promise
  const button = byRole(wrapper, 'button', 'Try again')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  expect(byRole(wrapper, 'status').text()).toBe('Loading…')
  expect(allByRole(wrapper, 'alert')).toEqual([])
  expect(document.activeElement, 'the focus stays near').not.toBe(document.body)
})

test('an administrator sees that everything is as wanted, and has nothing to press', async () => {
  const portal = administratorsPortal()
  keepRegistrations(portal, [aRow()])
  const wrapper = await openHome(portal)
  expect(wrapper.text()).toContain('stays as it is')
  expect(wrapper.text()).toContain('there is nothing to change')
  expect(byRole(wrapper, 'button', 'Apply these changes').attributes('aria-disabled')).toBe('true')
})

test('an administrator registers what is not registered, without completing an installation', async () => {
  const portal = administratorsPortal()
  const rows = keepRegistrations(portal)
  const wrapper = await openHome(portal)
  await byRole(wrapper, 'button', 'Put Chatside into the sidebar of chats').trigger('click')
  await settle()
  expect(rows).toMatchObject([{ placement: 'IM_SIDEBAR', handler: ADDRESS }])
  expect(portal.finished()).toBe(0)
  expect(wrapper.text()).toContain('Done: Bitrix24 has the item as you wanted it.')
  expect(wrapper.text()).toContain('there is nothing to change')
})

test('what the steps said stays when the portal cannot be read again', async () => {
  const portal = administratorsPortal()
  keepRegistrations(portal)
  const batch = portal.batch.bind(portal)
  let batches = 0
  portal.batch = commands => (++batches <= 2 ? batch(commands) : Promise.reject(new PortalError('timeout')))
  const wrapper = await openHome(portal)
  await byRole(wrapper, 'button', 'Put Chatside into the sidebar of chats').trigger('click')
  await settle()
  expect(wrapper.text()).toContain('Done: Bitrix24 has the item as you wanted it.')
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 does not answer.')
})

test('an installation that is not complete is shown to the administrator', async () => {
  const portal = administratorsPortal()
  keepRegistrations(portal, [aRow()])
  portal.answer('app.info', { INSTALLED: false })
  const wrapper = await openHome(portal)
  expect(wrapper.text()).toContain('the installation is not complete')
})
