import { afterEach, expect, test } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aRow, keepRegistrations } from '../../tests/support/a-registry.ts'
import { byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PortalError } from '../bitrix24/index.ts'
import InstallScreen from './InstallScreen.vue'

afterEach(() => {
  document.body.replaceChildren()
})

async function open(prepare: (portal: ScriptedPortal) => void) {
  const portal = aPortal({ opening: { placement: 'DEFAULT', chat: undefined, isAdmin: true, isInstallMode: true } })
  keepRegistrations(portal)
  prepare(portal)
  const wrapper = await mountInApp(InstallScreen, { portal, props: { address: aRow().handler } })
  return { portal, wrapper }
}

async function install(prepare: (portal: ScriptedPortal) => void) {
  const opened = await open(prepare)
  await byRole(opened.wrapper, 'button', 'Install').trigger('click')
  await settle()
  return opened
}

test.each([
  ['ERROR_WRONG_HANDLER_URL', 'unknown', 'without a dot in its name, such as localhost'],
  ['ERROR_UNSUPPORTED_PROTOCOL', 'unknown', 'only addresses that begin with https:// or http://'],
  ['insufficient_scope', 'missing-scope', 'tick “placement” and “im”'],
  ['ACCESS_DENIED', 'no-access', 'Only an administrator of this Bitrix24 can do this'],
  ['WRONG_LICENSE', 'no-access', 'Its own message is below'],
  ['WRONG_AUTH_TYPE', 'no-access', 'does not take this page for one'],
  ['ERROR_ARGUMENT', 'unknown', 'is missing a value or does not understand one'],
  ['ERROR_PLACEMENT_NOT_FOUND', 'unknown', 'does not know the place IM_SIDEBAR'],
  ['ERROR_PLACEMENT_MAX_COUNT', 'unknown', 'only a limited number of items'],
  ['ERROR_PLACEMENT_USER_MODE', 'unknown', 'registered for individual people'],
  ['ERROR_CORE', 'unknown', 'could not save the registration'],
  ['EMPTY_ERROR_ICON_NAME', 'unknown', 'the name of the icon'],
  ['INVALID_ERROR_ICON_NAME', 'unknown', 'the name of the icon'],
  ['INVALID_ERROR_EXTRANET', 'unknown', 'the choice for external people'],
  ['INVALID_ERROR_CONTEXT', 'unknown', 'this choice of chats'],
  ['INVALID_ERROR_ROLE', 'unknown', 'the choice of who sees it'],
  ['INVALID_ERROR_COLOR', 'unknown', 'does not know this colour'],
  ['', 'offline', 'There is no connection to your Bitrix24'],
] as const)('the refusal %s (%s) is explained, with the portal\'s words and what is registered now', async (code, kind, sentence) => {
  const { portal, wrapper } = await install(one => one.answer('placement.bind', new PortalError(kind, { code, description: 'Words of the portal' })))
  const alert = byRole(wrapper, 'alert').text()
  expect(alert).toContain(sentence)
  expect(alert).toContain(code)
  expect(alert).toContain('Words of the portal')
  expect(wrapper.text()).toContain('the item is not registered')
  expect(portal.finished()).toBe(0)
})

test('a scope that was not granted is named before anything is written', async () => {
  const { portal, wrapper } = await open(one => one.answer('scope', ['placement']))
  expect(byRole(wrapper, 'alert').text()).toMatch(/lacks a permission.*im$/)
  expect(portal.sent.map(({ method }) => method)).not.toContain('placement.bind')
})

test('a portal without the placement is reported before anything is written', async () => {
  const { portal, wrapper } = await open(one => one.answer('placement.list', ['LEFT_MENU']))
  expect(byRole(wrapper, 'alert').text()).toContain('does not know the place IM_SIDEBAR')
  expect(portal.sent.map(({ method }) => method)).not.toContain('placement.bind')
})

test('a portal that names neither its placements nor itself can still be registered on', async () => {
  const { portal } = await install((one) => {
    one.answer('placement.list', new PortalError('unknown'))
    one.answer('app.info', new PortalError('unknown'))
  })
  expect(portal.finished()).toBe(1)
})
