import type { DOMWrapper, VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { aPortal, aPromise, type Answer, type ScriptedPortal } from '../../../tests/support/a-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'
import { createRegistry } from '../../panels/registry.ts'
import type { TextKey } from '../../texts/texts.ts'
import PanelAccessForm from './PanelAccessForm.vue'

afterEach(() => document.body.replaceChildren())

const PANELS = createRegistry(['Members', 'Tasks', 'Files'].map(title => ({
  id: title.toLowerCase(), titleKey: title as TextKey /* a text that is missing shows its key */, scopes: [], contexts: ['CHAT'], component: () => Promise.resolve({ default: {} }),
})))

/** A portal that keeps the option as `app.option.*` documents it. */
function aKeeper(stored: string | null = null): ScriptedPortal {
  let option = stored
  return aPortal({
    opening: { isAdmin: true, appOption: () => stored ?? undefined },
    answers: {
      'app.option.get': () => option,
      'app.option.set': ({ options }: { options: { panelAccess: string } }) => {
        option = options.panelAccess
        return true
      },
    },
  })
}

function openForm(portal: ScriptedPortal, language = 'en', panels = PANELS): Promise<VueWrapper> {
  return mountInApp(PanelAccessForm, { portal, panels, language })
}

function written(portal: ScriptedPortal): unknown[] {
  return portal.sent.filter(({ method }) => method === 'app.option.set').map(({ params }) => params)
}

/** The field of a panel, found by its label. */
function field(wrapper: VueWrapper, panel: string): DOMWrapper<HTMLSelectElement> {
  const label = wrapper.findAll('label').find(({ element }) => element.textContent === panel)
  return wrapper.find<HTMLSelectElement>(`[id="${label?.attributes('for')}"]`)
}

function shown(wrapper: VueWrapper): string[] {
  return wrapper.findAll('select').map(({ element }) => element.value)
}

function said(wrapper: VueWrapper): string {
  return allByRole(wrapper, 'status').map(region => region.text()).filter(Boolean).join(' ')
}

async function save(wrapper: VueWrapper): Promise<void> {
  await wrapper.find('form').trigger('submit')
  await settle()
}

function canSave(wrapper: VueWrapper): boolean {
  return byRole(wrapper, 'button', 'Save').attributes('aria-disabled') === 'false'
}

test('every panel is listed with who gets it, as the portal has it now', async () => {
  const portal = aKeeper('{"files":"administrators"}')
  portal.answer('app.option.get', '{"files":"nobody","gone":"nobody","members":"administrators"}')
  const wrapper = await openForm(portal)
  expect(['Members', 'Tasks', 'Files'].map(panel => field(wrapper, panel).element.value)).toEqual(['administrators', 'everybody', 'nobody'])
  expect(field(wrapper, 'Tasks').findAll('option').map(option => option.text())).toEqual(['Everybody', 'Administrators only', 'Nobody'])
  expect(wrapper.text()).toContain('agreement inside Chatside, not an access right of Bitrix24')
  expect(canSave(wrapper)).toBe(false)
})

test('it can be saved only when something is changed', async () => {
  const portal = aKeeper()
  const wrapper = await openForm(portal)
  expect(canSave(wrapper)).toBe(false)
  await field(wrapper, 'Tasks').setValue('nobody')
  expect(canSave(wrapper)).toBe(true)
  await field(wrapper, 'Tasks').setValue('everybody')
  expect(canSave(wrapper)).toBe(false)
  await save(wrapper)
  expect(written(portal)).toEqual([])
})

test('a change is saved, read back, and said to hold from the next opening', async () => {
  const portal = aKeeper('{"gone":"nobody"}')
  const wrapper = await openForm(portal)
  await field(wrapper, 'Tasks').setValue('administrators')
  await save(wrapper)
  expect(said(wrapper)).toBe('Saved. It applies from the next time somebody opens Chatside in a sidebar.')
  expect(canSave(wrapper)).toBe(false)
  expect(portal.sent.map(({ method }) => method)).toEqual(['app.option.get', 'app.option.get', 'app.option.set', 'app.option.get'])
  expect(written(portal)).toEqual([{ options: { panelAccess: '{"gone":"nobody","tasks":"administrators"}' } }])
})

test('a further change is no longer called saved', async () => {
  const wrapper = await openForm(aKeeper())
  await field(wrapper, 'Tasks').setValue('nobody')
  await save(wrapper)
  await field(wrapper, 'Tasks').setValue('administrators')
  expect(said(wrapper)).toBe('')
  expect(canSave(wrapper)).toBe(true)
})

test('what another administrator changed meanwhile is shown after saving, and stays', async () => {
  const portal = aKeeper('{"files":"nobody"}')
  portal.answer('app.option.get', () => portal.sent.some(({ method }) => method === 'app.option.set') ? '{"members":"administrators","tasks":"nobody"}' : '{"members":"administrators"}')
  const wrapper = await openForm(portal)
  await field(wrapper, 'Tasks').setValue('nobody')
  await save(wrapper)
  expect(written(portal)).toEqual([{ options: { panelAccess: '{"members":"administrators","tasks":"nobody"}' } }])
  expect(shown(wrapper)).toEqual(['administrators', 'nobody', 'everybody'])
  expect(said(wrapper)).toContain('Saved.')
})

const REFUSED = new PortalError('unknown', { method: 'app.option.set', code: 'AccessException', description: 'Administrator authorization required' })

test.each<[string, string, Answer, string, string]>([
  ['a refusal', 'app.option.set', REFUSED, 'AccessException: Administrator authorization required', 'Nothing was saved.'],
  ['no connection at the first question', 'app.option.get', new PortalError('offline', { code: 'NETWORK_ERROR' }), 'There is no connection to your Bitrix24.', 'Nothing was saved.'],
  ['silence to the write', 'app.option.set', new PortalError('timeout'), 'Your Bitrix24 does not answer.', 'It is not certain whether this was saved.'],
  ['an answer that is not true', 'app.option.set', false, 'Your Bitrix24 sent an answer that Chatside cannot read.', 'It is not certain whether this was saved.'],
])('after %s it says why and what is saved, and every choice is still there', async (_what, method, answer, why, state) => {
  const portal = aKeeper('{"files":"nobody"}')
  portal.answer(method, answer)
  const wrapper = await openForm(portal)
  await field(wrapper, 'Tasks').setValue('administrators')
  await save(wrapper)
  expect(byRole(wrapper, 'alert').text()).toContain(why)
  expect(said(wrapper)).toContain(state)
  expect(wrapper.text()).not.toContain('Saved.')
  expect(shown(wrapper)).toEqual(['everybody', 'administrators', 'nobody'])
  expect(canSave(wrapper)).toBe(true)
  expect(portal.sent.filter(command => command.method === 'app.option.set').length).toBeLessThanOrEqual(1)
})

test('saving again after a failure saves, and the failure is gone', async () => {
  const portal = aKeeper()
  const wrapper = await openForm(portal)
  await field(wrapper, 'Tasks').setValue('nobody')
  portal.answer('app.option.set', REFUSED)
  await save(wrapper)
  portal.answer('app.option.set', true)
  portal.answer('app.option.get', '{"tasks":"nobody"}')
  await save(wrapper)
  expect(said(wrapper)).toContain('Saved.')
  expect(allByRole(wrapper, 'alert')).toEqual([])
})

test('when the portal then holds something else, that is said and the choice stays', async () => {
  const portal = aKeeper()
  portal.answer('app.option.get', '{"tasks":"administrators"}')
  const wrapper = await openForm(portal)
  await field(wrapper, 'Tasks').setValue('nobody')
  await save(wrapper)
  expect(byRole(wrapper, 'alert').text()).toContain('Bitrix24 has something else now')
  expect(wrapper.text()).not.toContain('Saved.')
  expect(field(wrapper, 'Tasks').element.value).toBe('nobody')
  expect(canSave(wrapper)).toBe(true)
})

test('while it saves nothing can be changed or sent a second time', async () => {
  const portal = aKeeper()
  const answer = aPromise<unknown>()
  portal.answer('app.option.set', () => answer.promise)
  const wrapper = await openForm(portal)
  await field(wrapper, 'Tasks').setValue('nobody')
  await save(wrapper)
  expect(said(wrapper)).toBe('Saving…')
  expect(canSave(wrapper)).toBe(false)
  expect(field(wrapper, 'Tasks').attributes('disabled')).toBeDefined()
  await save(wrapper)
  expect(portal.sent.filter(({ method }) => method === 'app.option.set')).toHaveLength(1)
  answer.resolve(true)
  await settle()
  expect(said(wrapper)).not.toContain('Saving…')
})

test('an answer that comes when the form is closed breaks nothing', async () => {
  const portal = aKeeper()
  const answer = aPromise<unknown>()
  portal.answer('app.option.set', () => answer.promise)
  const wrapper = await openForm(portal)
  await field(wrapper, 'Tasks').setValue('nobody')
  await save(wrapper)
  wrapper.unmount()
  answer.resolve(true)
  await settle()
  expect(portal.sent.map(({ method }) => method)).toEqual(['app.option.get', 'app.option.get', 'app.option.set', 'app.option.get'])
})

test('a form that is closed while it saves and opened again goes on where it was', async () => {
  const portal = aKeeper('{"files":"nobody"}')
  const answer = aPromise<unknown>()
  portal.answer('app.option.set', () => answer.promise)
  const page = defineComponent({ props: { isOpen: Boolean }, setup: props => () => props.isOpen ? h(PanelAccessForm) : null })
  const wrapper = await mountInApp(page, { portal, panels: PANELS, props: { isOpen: true } })
  await field(wrapper, 'Tasks').setValue('nobody')
  await save(wrapper)
  await wrapper.setProps({ isOpen: false })
  await wrapper.setProps({ isOpen: true })
  expect(said(wrapper)).toBe('Saving…')
  expect(canSave(wrapper)).toBe(false)
  portal.answer('app.option.get', '{"files":"nobody","tasks":"nobody"}')
  answer.resolve(true)
  await settle()
  expect(shown(wrapper)).toEqual(['everybody', 'nobody', 'nobody'])
  expect(said(wrapper)).toContain('Saved.')
})

test('a choice that leaves nothing to anybody is warned of, and may be saved', async () => {
  const wrapper = await openForm(aKeeper('{"files":"nobody","members":"nobody"}'))
  expect(said(wrapper)).toBe('')
  await field(wrapper, 'Tasks').setValue('administrators')
  expect(said(wrapper)).toBe('')
  await field(wrapper, 'Tasks').setValue('nobody')
  expect(said(wrapper)).toBe('With this choice nobody sees any part of Chatside, not even administrators.')
  expect(canSave(wrapper)).toBe(true)
})

test.each([
  ['de', ['Alle', 'Nur Administratoren', 'Niemand'], 'kein Zugriffsrecht von Bitrix24', 'Gespeichert.'],
  ['ru', ['Всем', 'Только администраторам', 'Никому'], 'не право доступа в Битрикс24', 'Сохранено.'],
])('speaks %s', async (language, choices, agreement, saved) => {
  const wrapper = await openForm(aKeeper(), language)
  expect(field(wrapper, 'Tasks').findAll('option').map(option => option.text())).toEqual(choices)
  expect(wrapper.text()).toContain(agreement)
  await field(wrapper, 'Tasks').setValue('nobody')
  await save(wrapper)
  expect(said(wrapper)).toContain(saved)
})
