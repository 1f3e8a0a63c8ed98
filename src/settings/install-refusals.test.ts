import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aRow, keepRegistrations, type RegistryRow } from '../../tests/support/a-registry.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { unfold } from '../../tests/support/unfold.ts'
import { PortalError } from '../bitrix24/index.ts'
import { MOBILE } from '../bitrix24/placements.ts'
import InstallScreen from './InstallScreen.vue'

afterEach(() => {
  document.body.replaceChildren()
})

async function open(prepare: (portal: ScriptedPortal) => void, registered: RegistryRow[] = []) {
  const portal = aPortal({ opening: { placement: 'DEFAULT', chat: undefined, isAdmin: true, isInstallMode: true } })
  const rows = keepRegistrations(portal, registered)
  prepare(portal)
  const wrapper = await mountInApp(InstallScreen, { portal, props: { address: aRow().handler } })
  return { portal, rows, wrapper }
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
  ['ACCESS_DENIED', 'no-access', 'no longer an administrator of it, or its plan does not let applications'],
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

test('an administrator whose plan has no REST is not sent to an administrator', async () => {
  const refusal = new PortalError('no-access', { code: 'ACCESS_DENIED', description: 'REST API is available only on commercial plans.' })
  const { wrapper } = await open((portal) => {
    portal.batch = () => Promise.reject(refusal)
  })
  const alert = byRole(wrapper, 'alert').text()
  expect(alert).toContain('its plan does not let applications do this')
  expect(alert).toContain('only on commercial plans')
  expect(alert).not.toContain('Ask one to open this page')
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

const IN_MOBILE = 'Put the item there too'
/** The part with the tick for the mobile app. */
const FORM = 'Name, icon, and who sees it'

async function press(wrapper: VueWrapper, name: string): Promise<void> {
  await byRole(wrapper, 'button', name).trigger('click')
  await settle()
}

function steps(wrapper: VueWrapper): string[] {
  return wrapper.findAll('.step-list > li').map(({ element }) => element.className)
}

/** An installation with the tick, on a portal that refuses whatever is asked of it about the mobile app. */
async function installInMobile(code: string) {
  const opened = await open((portal) => {
    const { call } = portal
    portal.call = command => (command.method === 'placement.bind' && command.params?.['PLACEMENT'] === MOBILE
      ? Promise.reject(new PortalError('unknown', { code, description: 'Words of the portal' }))
      : call(command))
  }, [aRow({ handler: 'https://old.example.com/' })])
  await unfold(opened.wrapper, FORM)
  await byRole(opened.wrapper, 'checkbox', IN_MOBILE).setValue(true)
  await press(opened.wrapper, 'Install')
  return opened
}

test.each([
  ['ERROR_PLACEMENT_NOT_FOUND', 'Its own message is below'],
  ['INVALID_ERROR_EXTRANET', 'the choice for external people'],
])('the refusal %s of the mobile app is said to be about it alone: the item is in the sidebar, and what opened an old address is gone', async (code, sentence) => {
  const { rows, portal, wrapper } = await installInMobile(code)
  const alert = byRole(wrapper, 'alert').text()
  expect(alert).toContain(sentence)
  expect(alert).toContain(`${code}: Words of the portal`)
  expect(alert).toContain('Only the mobile app is affected: in the sidebar of chats the item is registered.')
  expect(alert).toContain('Mobile app')
  expect(alert).not.toMatch(/IM_SIDEBAR|is not registered/)
  expect(steps(wrapper)).toEqual(['done', 'done', 'done', 'done', 'failed', 'waiting'])
  expect(rows).toMatchObject([{ placement: 'IM_SIDEBAR', handler: aRow().handler }])
  expect(portal.finished()).toBe(0)
})

test('after a refusal of the mobile app the installation is completed without it', async () => {
  const { rows, portal, wrapper } = await installInMobile('ERROR_CORE')
  for (const [isTicked, count] of [[false, 5], [true, 6], [false, 5]] as const) {
    await byRole(wrapper, 'checkbox', IN_MOBILE).setValue(isTicked)
    expect(steps(wrapper)).toEqual(Array.from({ length: count }, () => 'waiting'))
  }
  await press(wrapper, 'Install')
  expect(allByRole(wrapper, 'alert')).toEqual([])
  expect(steps(wrapper)).toEqual(['done', 'done', 'done', 'done', 'done'])
  expect(rows).toMatchObject([{ placement: 'IM_SIDEBAR' }])
  expect(portal.finished()).toBe(1)
})

test.each<[string, unknown, boolean]>([
  ['names it', ['IM_SIDEBAR', MOBILE], true],
  ['does not name it', ['IM_SIDEBAR'], false],
  ['is missing', new PortalError('unknown'), true],
])('where the list of places %s, the tick for the mobile app is offered: %j %s', async (_what, list, isOffered) => {
  const { wrapper } = await open(portal => portal.answer('placement.list', list))
  await unfold(wrapper, FORM)
  expect(allByRole(wrapper, 'checkbox', IN_MOBILE)).toHaveLength(isOffered ? 1 : 0)
})

test('an item in the mobile app can be taken out of it again where the portal no longer names the place', async () => {
  const { rows, portal, wrapper } = await open(one => one.answer('placement.list', ['IM_SIDEBAR']), [
    aRow({ placement: MOBILE, options: { context: 'ALL', role: 'USER', extranet: 'N' } }),
  ])
  await unfold(wrapper, FORM)
  await byRole(wrapper, 'checkbox', IN_MOBILE).setValue(false)
  expect(allByRole(wrapper, 'checkbox', IN_MOBILE)).toHaveLength(1)
  await press(wrapper, 'Install')
  expect(rows).toMatchObject([{ placement: 'IM_SIDEBAR' }])
  expect(portal.finished()).toBe(1)
})
