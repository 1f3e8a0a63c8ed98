import { afterEach, expect, test, vi } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { keepRegistrations } from '../../tests/support/a-registry.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PortalError } from '../bitrix24/index.ts'
import InstallScreen from './InstallScreen.vue'

const ADDRESS = 'https://apps.example.com/chatside/'
const HERE = { placement: 'IM_SIDEBAR', handler: ADDRESS, title: 'Chatside' }

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

async function openInstall(portal: ScriptedPortal) {
  return mountInApp(InstallScreen, { portal, props: { address: ADDRESS } })
}

function anInstallingPortal(): ScriptedPortal {
  return aPortal({ opening: { placement: 'DEFAULT', dialogId: undefined, isAdmin: true, isInstallMode: true } })
}

async function install(portal: ScriptedPortal) {
  const wrapper = await openInstall(portal)
  await byRole(wrapper, 'button', 'Install').trigger('click')
  await settle()
  return wrapper
}

function methods(portal: ScriptedPortal): string[] {
  return portal.sent.map(({ method }) => method)
}

test('nothing is asked of the portal before the button is pressed', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  await openInstall(portal)
  expect(portal.sent).toEqual([])
})

test('an installation registers the sidebar item, checks it and only then completes', async () => {
  const portal = anInstallingPortal()
  const rows = keepRegistrations(portal)
  const wrapper = await install(portal)
  expect(rows).toEqual([HERE])
  expect(methods(portal)).toEqual(['scope', 'placement.get', 'placement.bind', 'placement.get', 'placement.get'])
  expect(portal.finished()).toBe(1)
  expect(wrapper.findAll('li').map(({ element }) => element.className)).toEqual(['done', 'done', 'done', 'done', 'done'])
})

test('the item has a title in every language, an icon and sensible options', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  await install(portal)
  expect(portal.sent.find(({ method }) => method === 'placement.bind')?.params).toEqual({
    PLACEMENT: 'IM_SIDEBAR',
    HANDLER: ADDRESS,
    TITLE: 'Chatside',
    LANG_ALL: { en: { TITLE: 'Chatside' }, de: { TITLE: 'Chatside' }, ru: { TITLE: 'Chatside' } },
    OPTIONS: { iconName: 'fa-comments', context: 'ALL', role: 'USER', extranet: 'N', color: 'AZURE' },
  })
})

test('items on addresses of before are removed and other placements are left alone', async () => {
  const portal = anInstallingPortal()
  const other = { placement: 'IM_TEXTAREA', handler: 'https://old.example.com/', title: 'Old' }
  const rows = keepRegistrations(portal, [{ ...HERE, handler: 'https://old.example.com/' }, other])
  await install(portal)
  expect(rows).toEqual([other, HERE])
})

test('a refused registration leaves the one on the old address where it is', async () => {
  const portal = anInstallingPortal()
  const old = { ...HERE, handler: 'https://old.example.com/' }
  const rows = keepRegistrations(portal, [old])
  portal.answer('placement.bind', new PortalError('unknown', { code: 'ERROR_WRONG_HANDLER_URL' }))
  await install(portal)
  expect(rows).toEqual([old])
  expect(portal.finished()).toBe(0)
})

test('an item that is there already is not registered again', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal, [HERE])
  await install(portal)
  expect(methods(portal)).not.toContain('placement.bind')
  expect(portal.finished()).toBe(1)
})

test('an item that somebody else has just registered counts as registered', async () => {
  const portal = anInstallingPortal()
  const rows = keepRegistrations(portal)
  portal.answer('placement.bind', () => {
    rows.push(HERE)
    return new PortalError('unknown', { code: 'ERROR_CORE', description: 'Unable to set placement handler: Handler already binded' })
  })
  await install(portal)
  expect(portal.finished()).toBe(1)
})

test('a portal that accepts but does not list the item fails the check, and nothing is completed', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  portal.answer('placement.bind', true)
  const wrapper = await install(portal)
  expect(byRole(wrapper, 'alert').text()).toContain('accepted the registration but does not list it')
  expect(portal.finished()).toBe(0)
})

test('a refusal inside a successful answer is a failure', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  portal.answer('placement.bind', { error: 'INVALID_ERROR_CONTEXT', error_description: 'Invalid context' })
  const wrapper = await install(portal)
  expect(byRole(wrapper, 'alert').text()).toContain('INVALID_ERROR_CONTEXT: Invalid context')
  expect(portal.finished()).toBe(0)
})

test.each([
  ['ERROR_WRONG_HANDLER_URL', 'unknown', 'without a dot in its name, such as localhost'],
  ['insufficient_scope', 'missing-scope', 'tick “placement” and “im”'],
  ['ACCESS_DENIED', 'no-access', 'Only an administrator of this Bitrix24 can do this'],
  ['WRONG_LICENSE', 'no-access', 'Its own words stand below'],
  ['WRONG_AUTH_TYPE', 'no-access', 'takes this page for something else'],
  ['ERROR_PLACEMENT_NOT_FOUND', 'unknown', 'does not know the place IM_SIDEBAR'],
  ['ERROR_PLACEMENT_MAX_COUNT', 'unknown', 'only so many items'],
  ['ERROR_CORE', 'unknown', 'Its own words stand below'],
  ['', 'offline', 'There is no connection to your Bitrix24'],
] as const)('the refusal %s (%s) is explained, with the portal\'s words', async (code, kind, sentence) => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  portal.answer('placement.bind', new PortalError(kind, { code, description: 'Words of the portal' }))
  const wrapper = await install(portal)
  expect(byRole(wrapper, 'alert').text()).toContain(sentence)
  expect(byRole(wrapper, 'alert').text()).toContain('Words of the portal')
})

test('a person who is no administrator is told so before anything is asked', async () => {
  const portal = aPortal({ opening: { placement: 'DEFAULT', isAdmin: false, isInstallMode: true } })
  const wrapper = await install(portal)
  expect(byRole(wrapper, 'alert').text()).toContain('Only an administrator')
  expect(portal.sent).toEqual([])
})

test('a scope that was not granted is named', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  portal.answer('scope', ['placement'])
  const wrapper = await install(portal)
  expect(byRole(wrapper, 'alert').text()).toMatch(/lacks a permission.*im$|im\s*Try again$/)
  expect(methods(portal)).toEqual(['scope'])
})

test('after a failure everything can be tried again from the first step', async () => {
  const portal = anInstallingPortal()
  const rows = keepRegistrations(portal)
  portal.answer('placement.get', new PortalError('timeout'))
  const wrapper = await install(portal)
  expect(wrapper.findAll('li').map(({ element }) => element.className)).toEqual(['done', 'failed', 'waiting', 'waiting', 'waiting'])

  keepRegistrations(portal, rows)
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(portal.finished()).toBe(1)
  expect(allByRole(wrapper, 'alert')).toEqual([])
})

test('a portal that does not replace the page at the end is not waited for in silence', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  const wrapper = await install(portal)
  expect(wrapper.text()).toContain('Bitrix24 is completing the installation')

  await vi.advanceTimersByTimeAsync(5000)
  expect(wrapper.text()).toContain('should have replaced this page by now')
  expect(byRole(wrapper, 'button', 'Reload').exists()).toBe(true)
})
