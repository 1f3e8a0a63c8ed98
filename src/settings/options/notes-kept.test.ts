import { afterEach, expect, test } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { PortalError } from '../../bitrix24/index.ts'
import NotesKept from './NotesKept.vue'

afterEach(() => {
  document.body.replaceChildren()
})

const open = (answer: () => unknown) => mountInApp(NotesKept, { portal: aPortal({ opening: { isAdmin: true }, answers: { 'entity.get': answer } }) })

test('the settings say how many chats have notes, who reads them, what stays behind, and that they can be saved before', async () => {
  const wrapper = await open(() => [{ ENTITY: 'c10' }, { ENTITY: 'c10_1' }, { ENTITY: 'c12' }])
  await settle()
  expect(byRole(wrapper, 'status').text()).toBe('2 chats have shared notes.')
  expect(wrapper.text()).toContain('So can administrators of Bitrix24')
  expect(wrapper.text()).toContain('Removing the item from chats leaves all notes in Bitrix24')
  expect(wrapper.text()).toContain('saved as Markdown before')
})

test('without the permission it is said, and a count that failed can be asked for again', async () => {
  const without = await open(() => { throw new PortalError('missing-scope', { method: 'entity.get' }) })
  await settle()
  expect(without.text()).toContain('not given the permission entity')
  let isBack = false
  const failed = await open(() => {
    if (!isBack) throw new PortalError('offline', { method: 'entity.get' })
    return [{ ENTITY: 'c10' }]
  })
  await settle()
  isBack = true
  const button = byRole(failed, 'button', 'Try again')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  expect(document.activeElement, 'the focus stays near').not.toBe(document.body)
  await settle()
  expect(byRole(failed, 'status').text()).toBe('1 chat has shared notes.')
})
