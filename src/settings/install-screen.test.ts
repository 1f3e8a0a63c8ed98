import { afterEach, expect, test, vi } from 'vitest'
import { aPortal, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aRow, keepRegistrations } from '../../tests/support/a-registry.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { unfold } from '../../tests/support/unfold.ts'
import { PortalError } from '../bitrix24/index.ts'
import InstallScreen from './InstallScreen.vue'
import { BITRIX_LANGUAGES } from './registration/titles.ts'

const ADDRESS = 'https://apps.example.com/chatside/'
const OLD = aRow({ handler: 'https://old.example.com/' })
const WRITES = ['placement.bind', 'placement.unbind']

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

async function openInstall(portal: ScriptedPortal, language = 'en') {
  return mountInApp(InstallScreen, { portal, props: { address: ADDRESS }, language })
}

function anInstallingPortal(): ScriptedPortal {
  return aPortal({ opening: { placement: 'DEFAULT', chat: undefined, isAdmin: true, isInstallMode: true } })
}

async function install(portal: ScriptedPortal) {
  const wrapper = await openInstall(portal)
  await byRole(wrapper, 'button', 'Install').trigger('click')
  await settle()
  return wrapper
}

type Wrapper = Awaited<ReturnType<typeof openInstall>>

function stepStates(wrapper: Wrapper): string[] {
  return wrapper.findAll('.step-list > li').map(({ element }) => element.className)
}

function methods(portal: ScriptedPortal): string[] {
  return portal.sent.map(({ method }) => method)
}

test('before the button is pressed the plan is shown and nothing is written', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal, [OLD])
  const wrapper = await openInstall(portal)
  const plan = byRole(wrapper, 'heading', 'What will be done').element.parentElement
  expect(plan?.textContent).toContain('is put into the sidebar of chats')
  expect(plan?.textContent).toContain('https://old.example.com/')
  expect(plan?.textContent).toContain('The installation is completed')
  expect(methods(portal).filter(method => WRITES.includes(method))).toEqual([])
})

test('the plan costs one batch of four readings', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  await openInstall(portal)
  expect(methods(portal)).toEqual(['scope', 'placement.get', 'placement.list', 'app.info'])
})

test('an installation registers the sidebar item, checks it and only then completes', async () => {
  const portal = anInstallingPortal()
  const rows = keepRegistrations(portal)
  const wrapper = await install(portal)
  expect(rows).toMatchObject([{ placement: 'IM_SIDEBAR', handler: ADDRESS }])
  expect(methods(portal).slice(4)).toEqual(['scope', 'placement.get', 'placement.list', 'app.info', 'placement.bind', 'placement.get'])
  expect(portal.finished()).toBe(1)
  expect(stepStates(wrapper)).toEqual(['done', 'done', 'done', 'done', 'done'])
})

test('the item has a title in every language of Bitrix24, an icon and sensible options', async () => {
  const portal = anInstallingPortal()
  const [row] = [keepRegistrations(portal)]
  await install(portal)
  expect(row).toMatchObject([{ title: 'About this chat', options: { iconName: 'fa-comments', context: 'ALL', role: 'USER', extranet: 'N', color: 'AZURE' } }])
  expect(Object.keys(row[0]?.langAll ?? {}).sort()).toEqual([...BITRIX_LANGUAGES].sort())
})

test('an item at an address of before hands on how it was shaped and is removed after the new one is there; other placements stay', async () => {
  const portal = anInstallingPortal()
  const other = aRow({ placement: 'IM_TEXTAREA' })
  const rows = keepRegistrations(portal, [{ ...OLD, options: { ...OLD.options, color: 'PINK' } }, other])
  await install(portal)
  expect(rows).toMatchObject([other, { handler: ADDRESS, options: { color: 'PINK' } }])
  expect(methods(portal).filter(method => WRITES.includes(method))).toEqual(['placement.bind', 'placement.unbind'])
})

test('a refused registration leaves the one on the old address where it is', async () => {
  const portal = anInstallingPortal()
  const rows = keepRegistrations(portal, [OLD])
  portal.answer('placement.bind', new PortalError('unknown', { code: 'ERROR_WRONG_HANDLER_URL' }))
  await install(portal)
  expect(rows).toEqual([OLD])
  expect(portal.finished()).toBe(0)
})

test('an item that is there already as wanted is not registered again', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal, [aRow()])
  await install(portal)
  expect(methods(portal).filter(method => WRITES.includes(method))).toEqual([])
  expect(portal.finished()).toBe(1)
})

test('an item that somebody else has registered since the plan was made stops everything, and the new plan is shown', async () => {
  const portal = anInstallingPortal()
  const rows = keepRegistrations(portal)
  const wrapper = await openInstall(portal)
  rows.push(aRow())
  await byRole(wrapper, 'button', 'Install').trigger('click')
  await settle()
  expect(byRole(wrapper, 'alert').text()).toContain('has changed since you opened this page')
  expect(rows).toEqual([aRow()])
  expect(wrapper.text()).toContain('The item changes: \u2068title\u2069.')

  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(portal.finished()).toBe(1)
})

test('a portal that accepts but does not list the item fails the check, and nothing is completed', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  portal.answer('placement.bind', true)
  const wrapper = await install(portal)
  expect(byRole(wrapper, 'alert').text()).toContain('accepted the registration but does not list it')
  expect(stepStates(wrapper)).toEqual(['done', 'done', 'failed', 'waiting', 'waiting'])
  expect(portal.finished()).toBe(0)
})

test('after a failure everything can be tried again from the first step', async () => {
  const portal = anInstallingPortal()
  const rows = keepRegistrations(portal)
  portal.answer('placement.bind', new PortalError('busy'))
  const wrapper = await install(portal)
  expect(stepStates(wrapper)).toEqual(['done', 'failed', 'waiting', 'waiting', 'waiting'])

  keepRegistrations(portal, rows)
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(portal.finished()).toBe(1)
  expect(allByRole(wrapper, 'alert')).toEqual([])
})

test('a portal that cannot be read is reported at once, and reading it again brings the plan', async () => {
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  portal.answer('placement.get', new PortalError('timeout'))
  const wrapper = await openInstall(portal)
  expect(byRole(wrapper, 'alert').text()).toContain('does not answer')
  expect(allByRole(wrapper, 'button', 'Install')).toEqual([])

  keepRegistrations(portal)
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await settle()
  expect(byRole(wrapper, 'heading', 'What will be done').exists()).toBe(true)
  expect(byRole(wrapper, 'button', 'Install').attributes('aria-disabled')).toBe('false')
})

/** An installation after which the portal has not replaced the page, and answers `app.info` so. */
async function installInSilence(answer: unknown) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const portal = anInstallingPortal()
  keepRegistrations(portal)
  const wrapper = await openInstall(portal)
  const button = byRole(wrapper, 'button', 'Install')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  await settle()
  expect(wrapper.text()).toContain('Bitrix24 is completing the installation')
  expect(button.attributes('aria-disabled')).toBe('true')

  portal.answer('app.info', answer)
  await vi.advanceTimersByTimeAsync(5000)
  expect(wrapper.text()).not.toContain('Bitrix24 is completing the installation')
  expect(document.activeElement, 'the button keeps the focus').toBe(button.element)
  return { portal, wrapper }
}

test.each<[unknown, string]>([
  [{ INSTALLED: true }, 'Bitrix24 has completed the installation'],
  [new PortalError('timeout'), 'should have replaced this page by now'],
])('a portal that does not replace the page at the end is asked why, and nothing is completed twice: %j', async (answer, sentence) => {
  const { portal, wrapper } = await installInSilence(answer)
  expect(wrapper.text().split(sentence)).toHaveLength(2)
  expect(byRole(wrapper, 'heading', 'What will be done').element.parentElement?.textContent).toMatch(/stays as it is\.\s*$/)

  await unfold(wrapper, 'Name, icon, and who sees it')
  await byRole(wrapper, 'radio', 'Mint').setValue(true)
  expect(allByRole(wrapper, 'button', 'Install')).toEqual([])
  expect(stepStates(wrapper)).not.toContain('waiting')
  expect(portal.finished()).toBe(1)
})

test('an installation that is still not complete is completed by trying once more', async () => {
  const { portal, wrapper } = await installInSilence({ INSTALLED: false })
  expect(byRole(wrapper, 'alert').text()).toContain('the installation is still not complete')
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await vi.advanceTimersByTimeAsync(0)
  expect(allByRole(wrapper, 'alert')).toEqual([])
  expect(portal.finished()).toBe(2)
})

test('a person who is no administrator is told so and nothing is asked', async () => {
  const portal = aPortal({ opening: { placement: 'DEFAULT', isAdmin: false, isInstallMode: true } })
  const wrapper = await openInstall(portal)
  expect(byRole(wrapper, 'alert').text()).toContain('Only an administrator')
  expect(allByRole(wrapper, 'button')).toEqual([])
  expect(portal.sent).toEqual([])
})

test.each(['de', 'ru'])('in %s the page has no key in place of a sentence', async (language) => {
  const portal = anInstallingPortal()
  keepRegistrations(portal, [OLD, aRow({ placement: 'IM_TEXTAREA' })])
  const wrapper = await openInstall(portal, language)
  expect(wrapper.text()).not.toMatch(/\binstall\.|shell\.|actions\./)
})
