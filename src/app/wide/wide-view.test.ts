import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, provide, ref, watch } from 'vue'
import { keepDraft } from '../../../tests/support/keep-draft.ts'
import { aPortal, aPromise, type PortalScript } from '../../../tests/support/a-portal.ts'
import { aDialog, openingAnswers } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError, type Opening } from '../../bitrix24/index.ts'
import { useDialogId } from '../../chat/beside.ts'
import { useDraft } from '../../chat/drafts.ts'
import type { Panel } from '../../panels/panel.ts'
import { createRegistry } from '../../panels/registry.ts'
import type { TextKey } from '../../texts/texts.ts'
import { useIsWide } from '../../ui/is-wide.ts'
import { shutDownKey } from '../shut-down.ts'
import SidebarScreen from '../SidebarScreen.vue'
import WideFrame from './WideFrame.vue'
import WideScreen from './WideScreen.vue'

/** A panel with one kept text, which says what a panel can know of where it stands. */
const content = defineComponent(() => {
  const draft = useDraft('a')
  const text = ref(String(draft.read() ?? ''))
  watch(text, draft.keep)
  const where = `${useDialogId().text}, ${useIsWide() ? 'wide' : 'narrow'}`
  return () => [
    h('p', where),
    h('input', { value: text.value, onInput: (event: Event) => {
      if (event.target instanceof HTMLInputElement) text.value = event.target.value
    } }),
  ]
})

function aPanel(panel: Partial<Panel> = {}): Panel {
  const titleKey = 'Part A' as TextKey // a text that is missing shows its key
  return { id: 'a', titleKey, scopes: ['im'], contexts: ['USER', 'CHAT'], component: () => Promise.resolve({ default: content }), ...panel }
}

afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
  document.body.replaceChildren()
})

async function openSidebar(script: PortalScript = {}) {
  const portal = aPortal({ ...script, answers: openingAnswers() })
  const wrapper = await mountInApp(SidebarScreen, { portal, panels: createRegistry([aPanel()]) })
  await settle()
  return { portal, wrapper }
}

async function openWide({ panel = {}, parameters = { panel: 'a' }, answers = {}, opening = {} }: {
  panel?: Partial<Panel>
  parameters?: Record<string, string>
  answers?: Record<string, unknown>
  opening?: Partial<Opening>
} = {}) {
  const portal = aPortal({ answers: openingAnswers(answers), opening: { placement: 'DEFAULT', isSlider: true, parameters, ...opening } })
  const wrapper = await mountInApp(WideScreen, { portal, panels: createRegistry([aPanel(panel)]) })
  await settle()
  return { portal, wrapper }
}

const times = (method: string, sent: { method: string }[]): number => sent.filter(command => command.method === method).length

test('the slider learns which chat and panel, what it is called, and nothing that was typed', async () => {
  const { portal, wrapper } = await openSidebar()
  await byRole(wrapper, 'textbox').setValue('secret words')
  await byRole(wrapper, 'button', 'Open wide').trigger('click')
  await settle()
  const [slider] = portal.sliders
  expect(slider).toMatchObject({ chat: 'chat7', title: 'Part A – Launch', width: 1000, label: { text: 'Part A' } })
  expect(slider?.parameters).toEqual({ panel: 'a', handover: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown })
})

test('where a browser lets the page have no channel the slider opens without what was typed, and nobody is said to be silent (b2)', async () => {
  const { portal, wrapper } = await openSidebar({ openApplication: () => aPromise<undefined>().promise })
  portal.openChannel = () => Promise.resolve(null)
  vi.useFakeTimers()
  try {
    await byRole(wrapper, 'button', 'Open wide').trigger('click')
    await vi.waitFor(() => expect(portal.sliders).toHaveLength(1))
    await vi.advanceTimersByTimeAsync(20_000)
  } finally {
    vi.useRealTimers()
  }
  expect(portal.sliders[0]?.parameters).toEqual({ panel: 'a', handover: '' })
  expect(allByRole(wrapper, 'alert')).toEqual([])
})

test('where a browser lets the page have no channel, what was left in the slider comes back by the session\'s storage (b2)', async () => {
  const closed = aPromise<undefined>()
  const { portal, wrapper } = await openSidebar({ openApplication: () => closed.promise })
  portal.openChannel = () => Promise.resolve(null)
  await byRole(wrapper, 'textbox').setValue('typed beside the chat')
  await byRole(wrapper, 'button', 'Open wide').trigger('click')
  await vi.waitFor(() => expect(portal.sliders).toHaveLength(1))
  await vi.waitFor(() => expect(sessionStorage).toHaveLength(1))
  await keepDraft(2, 'a', 'left in the slider')
  closed.resolve(undefined)
  await vi.waitFor(() => expect(byRole(wrapper, 'textbox').element).toHaveProperty('value', 'left in the slider'))
})

test('when the slider has closed, the chat is read again and the panel shows the draft that was left in it', async () => {
  const closed = aPromise<undefined>()
  const { portal, wrapper } = await openSidebar({ openApplication: () => closed.promise })
  await byRole(wrapper, 'button', 'Open wide').trigger('click')
  await settle()
  const inside = await openWide({ parameters: portal.sliders[0]?.parameters ?? {} })
  await byRole(inside.wrapper, 'textbox').setValue('from inside')
  await nextTick()
  const before = times('im.dialog.get', portal.sent)
  closed.resolve(undefined)
  await settle()
  expect(byRole(wrapper, 'textbox').element).toHaveProperty('value', 'from inside')
  expect(times('im.dialog.get', portal.sent)).toBe(before + 1)
})

test('a slider that cannot be opened is a sentence, and the panel stays', async () => {
  const { wrapper } = await openSidebar({ openApplication: () => Promise.reject(new PortalError('timeout', { method: 'openApplication' })) })
  await byRole(wrapper, 'button', 'Open wide').trigger('click')
  await settle()
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 does not answer.')
  expect(byRole(wrapper, 'tabpanel').text()).toContain('narrow')
})

test('a panel in the slider knows its chat and that it is wide, and opens no second slider', async () => {
  const { portal, wrapper } = await openWide()
  expect(wrapper.text()).toContain('chat7, wide')
  expect(allByRole(wrapper, 'button').map(button => button.text())).toEqual(['Done'])
  expect(portal.titles).toEqual(['Part A – Launch'])
})

test('the long title of a chat ends with a whole emoji', async () => {
  const { portal } = await openWide({ answers: { 'im.dialog.get': aDialog({ name: `${'a'.repeat(77)}😀😀` }) } })
  expect(portal.titles).toEqual([`Part A – ${'a'.repeat(77)}😀…`])
})

test('Done and Escape close the slider', async () => {
  const { portal, wrapper } = await openWide()
  await byRole(wrapper, 'button', 'Done').trigger('click')
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 229 })) // of an input method
  expect(portal.closed()).toBe(2)
})

test('Escape closes the slider in a browser that knows no popovers', async () => {
  const { portal } = await openWide()
  const find = document.querySelector.bind(document)
  vi.spyOn(document, 'querySelector').mockImplementation((selector: string) => {
    if (selector.includes(':popover-open')) throw new SyntaxError(`Unknown pseudo-class: ${selector}`)
    return find(selector)
  })
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  expect(portal.closed()).toBe(1)
})

async function openFrame(closeApplication: () => Promise<void>) {
  const shutDown = vi.fn()
  const portal = { ...aPortal(), closeApplication }
  const wrapper = await mountInApp(defineComponent(() => {
    provide(shutDownKey, shutDown)
    return () => h(WideFrame)
  }), { portal })
  return { wrapper, shutDown }
}

test('the page ends when the portal has been told to close it, not before (v1)', async () => {
  const told = aPromise<undefined>()
  const { wrapper, shutDown } = await openFrame(() => told.promise)
  await byRole(wrapper, 'button', 'Done').trigger('click')
  await settle()
  expect(shutDown).not.toHaveBeenCalled()
  told.resolve(undefined)
  await settle()
  expect(shutDown).toHaveBeenCalledOnce()
})

test('a page that could not tell the portal stays, and says why', async () => {
  const { wrapper, shutDown } = await openFrame(() => Promise.reject(new PortalError('offline')))
  await byRole(wrapper, 'button', 'Done').trigger('click')
  await settle()
  expect(shutDown).not.toHaveBeenCalled()
  expect(byRole(wrapper, 'alert').text()).not.toBe('')
})

test('Escape closes a dialog of the panel before the slider', async () => {
  const { portal } = await openWide()
  const dialog = document.createElement('dialog')
  dialog.setAttribute('open', '')
  document.body.append(dialog)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  expect(portal.closed()).toBe(0)
})

test('a chat that may not be read shows nothing of the panel', async () => {
  const { wrapper } = await openWide({ answers: { 'im.dialog.get': new PortalError('no-access', { method: 'im.dialog.get' }) } })
  expect(byRole(wrapper, 'alert').text()).toContain('Your Bitrix24 does not let you see this.')
  expect(wrapper.text()).not.toContain('wide')
})

test('while the chat is read the slider says that it loads', async () => {
  const { wrapper } = await openWide({ answers: { 'im.dialog.get': () => aPromise().promise } })
  expect(byRole(wrapper, 'status').text()).toBe('Loading…')
})

test.each([
  ['unknown', { parameters: { panel: 'b' } }],
  ['for other chats', { panel: { contexts: ['CRM'] as const } }],
  ['for administrators', { opening: { appOption: () => '{"a":"administrators"}' } }],
])('a panel that is %s is not shown', async (_why, options) => {
  const { wrapper } = await openWide(options)
  expect(wrapper.text()).toContain('This part of Chatside is not available for this chat, or not for you.')
})

test('a panel without its scope says what is missing', async () => {
  const { wrapper } = await openWide({ panel: { scopes: ['im', 'crm'] } })
  expect(byRole(wrapper, 'alert').text()).toMatch(/needs a permission that was not granted: .?crm/)
})

test('a panel of CRM chats is there when the chat is one', async () => {
  const { wrapper } = await openWide({
    panel: { contexts: ['CRM'] },
    answers: { 'im.dialog.get': aDialog({ type: 'crm', entity_type: 'CRM', entity_id: 'DEAL|5' }) },
  })
  expect(wrapper.text()).toContain('chat7, wide')
})

test.each(['', 'chat0', '__proto__', 'imol|1'])('the chat %j is unknown, and nobody is asked about it', async (chat) => {
  const { portal, wrapper } = await openWide({ opening: { chat } })
  expect(byRole(wrapper, 'alert').text()).toContain('does not know which chat this is')
  expect(portal.sent).toEqual([])
})
