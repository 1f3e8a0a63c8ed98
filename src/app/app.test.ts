import { afterEach, expect, test } from 'vitest'
import { aPortal, type PortalScript } from '../../tests/support/a-portal.ts'
import { openingAnswers } from '../../tests/support/answers.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { PORTAL_ERROR_KINDS, PortalError, type Opening } from '../bitrix24/index.ts'
import type { Failure } from '../texts/error-text.ts'
import App from './App.vue'
import { screenFor } from './screen-for.ts'

const location = { origin: 'https://apps.example.com', pathname: '/chatside/' }

afterEach(() => {
  document.body.replaceChildren()
})

async function openFailed(failure: Failure, language = 'en') {
  const wrapper = await mountInApp(App, { props: { start: { state: 'failed', failure }, location }, language })
  await settle()
  return wrapper
}

async function openReady(opening: Partial<Opening>, answers: PortalScript['answers'] = {}) {
  const portal = aPortal({ opening, answers: openingAnswers(answers) })
  const wrapper = await mountInApp(App, { portal, props: { start: { state: 'ready', opening: portal.opening }, location } })
  await settle()
  return { portal, wrapper }
}

test.each([
  [{ placement: 'IM_SIDEBAR' }, 'sidebar'],
  [{ placement: 'IM_SIDEBAR', isInstallMode: true }, 'sidebar'],
  [{ placement: 'DEFAULT' }, 'home'],
  [{ placement: 'DEFAULT', parameters: {} }, 'home'],
  [{ placement: 'DEFAULT', parameters: { panel: 'people', dialog: 'chat7' } }, 'wide'],
  [{ placement: 'DEFAULT', parameters: { panel: '' } }, 'wide'],
  [{ placement: 'DEFAULT', isInstallMode: true, parameters: { panel: 'people' } }, 'install'],
  [{ placement: 'IM_SIDEBAR', parameters: { panel: 'people' } }, 'sidebar'],
  [{ placement: 'DEFAULT', isInstallMode: true }, 'install'],
  [{ placement: '', isInstallMode: true }, 'install'],
  [{ placement: 'CRM_DEAL_DETAIL_TAB' }, 'unknown-placement'],
  [{ placement: '' }, 'unknown-placement'],
  [{ placement: '__proto__' }, 'unknown-placement'],
] as const)('an opening of %j shows the screen %s', (opening, screen) => {
  expect(screenFor({ state: 'ready', opening: { ...aPortal().opening, ...opening } })).toBe(screen)
})

test('before the portal has answered the page says that it starts', async () => {
  const wrapper = await mountInApp(App, { props: { start: { state: 'starting' } } })
  expect(byRole(wrapper, 'status').text()).toBe('Starting Chatside…')
})

test.each(['en', 'de', 'ru'])('every failure has words and a button in %s', async (language) => {
  for (const kind of PORTAL_ERROR_KINDS) {
    const wrapper = await openFailed(new PortalError(kind, { description: kind === 'wrong-host' ? 'https://portal.example.org' : '' }), language)
    expect(wrapper.text().length, kind).toBeGreaterThan(30)
    expect(wrapper.text(), kind).not.toMatch(/errors\.|app\.|actions\./)
    expect(allByRole(wrapper, 'button').length, kind).toBeGreaterThan(0)
    wrapper.unmount()
  }
})

test('outside a portal the page says what it is and where its address belongs', async () => {
  const wrapper = await openFailed(new PortalError('outside-portal'))
  expect(byRole(wrapper, 'textbox').element).toHaveProperty('value', 'https://apps.example.com/chatside/')
  expect(wrapper.text()).toContain('“Handler path” and “Initial installation path”')
})

test('a wrong host is named, with the command that allows it', async () => {
  const wrapper = await openFailed(new PortalError('wrong-host', { description: 'https://bx.example.org' }))
  expect(wrapper.text()).toContain('https://bx.example.org')
  expect(byRole(wrapper, 'textbox').element).toHaveProperty('value', 'CHATSIDE_PORTALS=https://bx.example.org npm run build')
})

test('a host that could smuggle something into the command is shown but not put into it', async () => {
  const wrapper = await openFailed(new PortalError('wrong-host', { description: 'https://x.example; rm -rf ~' }))
  expect(wrapper.text()).toContain('https://x.example; rm -rf ~')
  expect(allByRole(wrapper, 'textbox')).toEqual([])
})

test('an unknown placement is named', async () => {
  const { wrapper } = await openReady({ placement: 'TASK_VIEW_TAB' })
  expect(byRole(wrapper, 'alert').text()).toContain('Place: TASK_VIEW_TAB')
})

test.each([
  ['', '""'], [undefined, 'undefined'], ['chat0', '"chat0"'], [1489, '1489'], [{ a: 1 }, '{a}'], ['__proto__', '"__proto__"'],
])('the dialog id %j is an unknown chat, with what was received', async (chat, shown) => {
  const { portal, wrapper } = await openReady({ chat })
  expect(byRole(wrapper, 'alert').text()).toContain('does not know which chat this is')
  expect(byRole(wrapper, 'alert').text()).toContain(`Received: ${shown}`)
  expect(portal.sent).toEqual([])
})

test('something that broke ends in a sentence and a button', async () => {
  const wrapper = await mountInApp(App, { props: { start: { state: 'broken' } } })
  expect(byRole(wrapper, 'alert').text()).toContain('Something unexpected went wrong.')
  expect(byRole(wrapper, 'button', 'Reload').exists()).toBe(true)
})

test('a failure in the background is said over the screen, which stays', async () => {
  const portal = aPortal({ answers: openingAnswers() })
  const wrapper = await mountInApp(App, { portal, props: { start: { state: 'ready', opening: portal.opening }, hasNotice: true } })
  expect(byRole(wrapper, 'alert').text()).toContain('Something went wrong in the background.')
  expect(byRole(wrapper, 'heading', 'Launch').exists()).toBe(true)
  await byRole(wrapper, 'button', 'Close').trigger('click')
  expect(wrapper.emitted('closeNotice')).toHaveLength(1)
})
