import { afterEach, expect, test } from 'vitest'
import { aPortal, aPromise } from '../../../tests/support/a-portal.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'
import KeepingForm from './KeepingForm.vue'

afterEach(() => document.body.replaceChildren())

/** The handshake brought that browsers may keep things; `stored` is what the portal says when it is asked. */
async function openForm(stored: unknown) {
  const portal = aPortal({ opening: { isAdmin: true }, answers: { 'app.option.get': () => stored } })
  portal.answer('app.option.set', ({ options }: { options: { keepViews: unknown } }) => {
    stored = options.keepViews
    return true
  })
  const wrapper = await mountInApp(KeepingForm, { portal })
  return { portal, wrapper, box: byRole(wrapper, 'checkbox'), written: () => portal.sent.filter(({ method }) => method === 'app.option.set').length }
}

test('what another administrator has switched off meanwhile is shown so, and can be switched on again', async () => {
  const { wrapper, box, written } = await openForm('no')
  expect(box.element).toHaveProperty('checked', false)
  await box.setValue(true)
  await wrapper.find('form').trigger('submit')
  await settle()
  expect(byRole(wrapper, 'status').text()).toContain('Saved.')
  expect(written()).toBe(1)
})

test('a portal that does not say what is stored leaves what the handshake brought', async () => {
  const { box } = await openForm(new PortalError('timeout'))
  expect(box.element).toHaveProperty('checked', true)
})

test('the box keeps the focus while it is saved, and cannot be changed then', async () => {
  const { portal, wrapper, box } = await openForm(null)
  portal.answer('app.option.set', () => aPromise<unknown>().promise)
  await box.setValue(false)
  if (box.element instanceof HTMLElement) box.element.focus()
  await wrapper.find('form').trigger('submit')
  await settle()
  expect(document.activeElement).toBe(box.element)
  expect(box.attributes()).toMatchObject({ 'aria-disabled': 'true' })
  expect(box.attributes()).not.toHaveProperty('disabled')
  await box.trigger('click')
  expect(box.element).toHaveProperty('checked', false)
})
