import { expect, test, vi } from 'vitest'
import { aNotesPortal, GROUP, PEOPLE } from '../../../../tests/support/a-notes-portal.ts'
import { allByRole, byRole } from '../../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../../tests/support/mount.ts'
import SidebarScreen from '../../../app/SidebarScreen.vue'

test.each([
  [['entity', 'pull'], 'It is in the shared notes of this chat.', 'Shared'],
  [[], 'It is in your private notes', 'Private'],
])('a message that was found becomes a line with the way back, with the scopes %j', async (scopes, told, list) => {
  const notes = aNotesPortal({ scopes })
  const message = notes.portal.life.perform(GROUP, { kind: 'write', by: PEOPLE.tom, text: 'We [B]order[/B] the rhubarb' })
  const door = notes.doorOf(PEOPLE.anna)
  const wrapper = await mountInApp(SidebarScreen, { portal: { ...door, opening: { ...door.opening, chat: `chat${GROUP}` } } })
  await byRole(wrapper, 'tab', 'Search').trigger('click')
  await settle()
  await byRole(wrapper, 'textbox', 'Words in the message').setValue('rhubarb')
  await vi.waitFor(() => expect(allByRole(wrapper, 'button', 'More actions')).toHaveLength(1))
  expect(notes.asked().filter(method => method.startsWith('entity.'))).toEqual([])
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  await byRole(wrapper, 'button', 'Add to notes').trigger('click')
  await vi.waitFor(() => expect(wrapper.text()).toContain(told))
  await byRole(wrapper, 'tab', 'Notes').trigger('click')
  await settle()
  await byRole(wrapper, 'button', list).trigger('click')
  await settle()
  const panel = byRole(wrapper, 'tabpanel', 'Notes')
  expect(panel.find('[data-words]').text()).toContain('We order the rhubarb')
  await byRole(wrapper, 'button', 'More actions with this line').trigger('click')
  expect(panel.find('a').attributes('href')).toContain(`IM_MESSAGE=${message?.id}`)
})
