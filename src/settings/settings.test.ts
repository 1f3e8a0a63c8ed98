import { afterEach, expect, test } from 'vitest'
import { aPortal, aPromise, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aRow, keepRegistrations, type RegistryRow } from '../../tests/support/a-registry.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { unfold } from '../../tests/support/unfold.ts'
import { PortalError } from '../bitrix24/index.ts'
import RegistrationSettings from './RegistrationSettings.vue'

// The settings as a whole: what is said stays true while things change, and only one thing is done at a time.

afterEach(() => {
  document.body.replaceChildren()
})

async function openSettings(rows: RegistryRow[] = [aRow()], opening: Parameters<typeof aPortal>[0] = {}) {
  const portal = aPortal({ opening: { placement: 'DEFAULT', isAdmin: true, ...opening.opening } })
  const kept = keepRegistrations(portal, rows)
  const wrapper = await mountInApp(RegistrationSettings, { portal, props: { address: aRow().handler } })
  return { portal, kept, wrapper }
}

type Wrapper = Awaited<ReturnType<typeof openSettings>>['wrapper']

async function choose(wrapper: Wrapper, color: string): Promise<void> {
  if (allByRole(wrapper, 'radio', color).length === 0) await unfold(wrapper, 'Name, icon, and who sees it')
  await byRole(wrapper, 'radio', new RegExp(`^${color}$`)).setValue(true)
  await settle()
}

async function press(wrapper: Wrapper, name: string | RegExp): Promise<void> {
  await byRole(wrapper, 'button', name).trigger('click')
  await settle()
}

function methods(portal: ScriptedPortal): string[] {
  return portal.sent.map(({ method }) => method)
}

test('a change is shown value by value before it is made', async () => {
  const { wrapper } = await openSettings()
  await choose(wrapper, 'Mint')
  expect(wrapper.text().replace(/[\u2066-\u2069]/g, '')).toContain('colour: AZURE → MINT')
})

test('that it was done is no longer said once something else is wanted', async () => {
  const { wrapper } = await openSettings()
  await choose(wrapper, 'Mint')
  await press(wrapper, 'Apply these changes')
  expect(wrapper.text()).toContain('Done: Bitrix24 has the item as you wanted it.')
  await choose(wrapper, 'Pink')
  expect(wrapper.text()).not.toContain('Done: Bitrix24')
})

test('a change that is made while the steps run is still to be done, and is not called done', async () => {
  const { wrapper, portal, kept } = await openSettings()
  await choose(wrapper, 'Mint')
  const unbound = aPromise<unknown>()
  portal.answer('placement.unbind', () => unbound.promise)
  await press(wrapper, 'Apply these changes')
  await choose(wrapper, 'Pink')
  kept.splice(0)
  unbound.resolve({ count: 2 })
  await settle()
  expect(kept).toMatchObject([{ options: { color: 'MINT' } }])
  expect(wrapper.text().replace(/[\u2066-\u2069]/g, '')).toContain('colour: MINT → PINK')
  expect(wrapper.text()).not.toContain('Done: Bitrix24')
  expect(byRole(wrapper, 'button', 'Apply these changes').attributes('aria-disabled')).toBe('false')
})

test('registering and removing take back what the other one said', async () => {
  const { wrapper, kept } = await openSettings([])
  await press(wrapper, 'Put Chatside into the sidebar of chats')
  await unfold(wrapper, 'Remove Chatside from chats')
  await press(wrapper, 'Remove the item…')
  await press(wrapper, /^Remove$/)
  expect(kept).toEqual([])
  expect(wrapper.text()).toContain('no longer lists it')
  expect(wrapper.text()).not.toContain('Done: Bitrix24')
  await press(wrapper, 'Put Chatside into the sidebar of chats')
  expect(wrapper.text()).toContain('Done: Bitrix24')
  expect(wrapper.text()).not.toContain('no longer lists it')
})

test('while steps run nothing can be removed, and a second press does nothing', async () => {
  const { wrapper, portal } = await openSettings()
  await unfold(wrapper, 'Remove Chatside from chats')
  await choose(wrapper, 'Mint')
  const unbound = aPromise<unknown>()
  portal.answer('placement.unbind', () => unbound.promise)
  await press(wrapper, 'Apply these changes')
  await press(wrapper, 'Apply these changes')
  await press(wrapper, 'Remove the item…')
  expect(wrapper.get('dialog').element.open).toBe(false)
  expect(methods(portal).filter(method => method === 'placement.unbind')).toHaveLength(1)
  unbound.resolve({ count: 2 })
})

test('the button keeps the focus while it works, and when it fails', async () => {
  const { wrapper, portal } = await openSettings([])
  portal.answer('placement.bind', new PortalError('busy'))
  const button = byRole(wrapper, 'button', 'Put Chatside into the sidebar of chats')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  await settle()
  expect(document.activeElement?.textContent?.trim()).toBe('Try again')
})

test('what is registered after a failure is said within the alert', async () => {
  const { wrapper, portal } = await openSettings([])
  portal.answer('placement.bind', new PortalError('busy'))
  await press(wrapper, 'Put Chatside into the sidebar of chats')
  expect(byRole(wrapper, 'alert').text()).toContain('the item is not registered')
})

test('a check that failed is no news once the portal says that all is as wanted', async () => {
  const { wrapper, portal, kept } = await openSettings([])
  let reads = 0
  portal.answer('placement.get', () => (++reads === 2 ? new PortalError('timeout') : kept.map(row => ({ ...row, userId: 0 }))))
  await press(wrapper, 'Put Chatside into the sidebar of chats')
  expect(allByRole(wrapper, 'alert')).toEqual([])
  expect(wrapper.text()).toContain('there is nothing to change')
})

test('an offline portal is one alert, not two, and reading again comes before trying again', async () => {
  const { wrapper, portal } = await openSettings([])
  portal.batch = () => Promise.reject(new PortalError('offline'))
  await press(wrapper, 'Put Chatside into the sidebar of chats')
  expect(allByRole(wrapper, 'alert')).toHaveLength(1)
  expect(methods(portal)).not.toContain('placement.bind')
})

test('an installation that the portal says is complete is not completed again', async () => {
  const { wrapper, portal } = await openSettings([aRow()], { opening: { isInstallMode: true } })
  portal.answer('app.info', { INSTALLED: true })
  const again = await mountInApp(RegistrationSettings, { portal, props: { address: aRow().handler } })
  expect(again.text()).toContain('Bitrix24 has completed the installation')
  expect(again.text()).not.toContain('Complete the installation')
  await press(again, 'Apply these changes')
  expect(portal.finished()).toBe(0)
  wrapper.unmount()
})

test('a handler that is the same page in other words stays as it was registered', async () => {
  const handler = `${aRow().handler}index.html`
  const { wrapper } = await openSettings([aRow({ handler })])
  expect(wrapper.text()).toContain('stays as it is')
})

test('languages that the portal did not keep are reported, and nothing is left to change', async () => {
  const { wrapper, portal, kept } = await openSettings([])
  portal.answer('placement.bind', () => {
    kept.push(aRow())
    return true
  })
  await press(wrapper, 'Put Chatside into the sidebar of chats')
  expect(wrapper.text()).toContain('did not keep the titles in these languages')
  expect(wrapper.text()).toContain('there is nothing to change')
})

test('a handler of a million characters is shortened in the plan', async () => {
  const { wrapper } = await openSettings([aRow({ handler: `https://old.example.com/${'x'.repeat(1_000_000)}` })])
  expect(wrapper.text().length).toBeLessThan(5000)
})

test('the form stays when the portal cannot be read again', async () => {
  const { wrapper, portal } = await openSettings()
  await choose(wrapper, 'Mint')
  let batches = 0
  const batch = portal.batch.bind(portal)
  portal.batch = commands => (++batches > 1 ? Promise.reject(new PortalError('timeout')) : batch(commands))
  await press(wrapper, 'Apply these changes')
  expect(byRole(wrapper, 'radio', /^Mint$/).element).toHaveProperty('checked', true)
  expect(byRole(wrapper, 'alert').text()).toContain('does not answer')
})
