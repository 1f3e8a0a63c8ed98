import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aNotesPortal, GROUP, type NotesPlan, type NotesPortal, PEOPLE } from '../../../../tests/support/a-notes-portal.ts'
import { allByRole, byRole } from '../../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../../tests/support/mount.ts'
import SidebarScreen from '../../../app/SidebarScreen.vue'
import { type Portal as Door, PortalError } from '../../../bitrix24/index.ts'

beforeEach(() => vi.stubGlobal('indexedDB', undefined))
afterEach(() => vi.unstubAllGlobals())

/** A search that has found the one message. */
async function findMessage(notes: NotesPortal, change: (door: Door) => Partial<Door> = () => ({})) {
  const message = notes.portal.life.perform(GROUP, { kind: 'write', by: PEOPLE.tom, text: 'We [B]order[/B] the rhubarb' })
  const door = notes.doorOf(PEOPLE.anna)
  const wrapper = await mountInApp(SidebarScreen, { portal: { ...door, opening: { ...door.opening, chat: `chat${GROUP}` }, ...change(door) } })
  await byRole(wrapper, 'tab', 'Search').trigger('click')
  await settle()
  await byRole(wrapper, 'textbox', 'Words in the message').setValue('rhubarb')
  await vi.waitFor(() => expect(allByRole(wrapper, 'button', 'More actions')).toHaveLength(1))
  return { wrapper, message }
}

async function addToNotes(wrapper: VueWrapper): Promise<void> {
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  await byRole(wrapper, 'button', 'Add to notes').trigger('click')
}

const OF_NOTES = /^entity\.|^user\.option\.set/

test.each<[NotesPlan, string, string, string]>([
  [{ scopes: ['entity', 'pull'] }, 'It is in the shared notes of this chat.', 'Shared', 'Private'],
  [{ scopes: [] }, 'It is in your private notes', 'Private', 'Shared'],
  // what the portal refuses is the first line of a chat, not the reading before it
  [{ undocumented: { chatFolder: 'refused' } }, 'It is in your private notes', 'Private', 'Shared'],
])('a message that was found becomes a line with the way back, in one list, with %j', async (plan, told, list, other) => {
  const notes = aNotesPortal(plan)
  const { wrapper, message } = await findMessage(notes)
  expect(notes.asked().filter(method => method.startsWith('entity.'))).toEqual([])
  await addToNotes(wrapper)
  await vi.waitFor(() => expect(wrapper.text()).toContain(told))
  await byRole(wrapper, 'tab', 'Notes').trigger('click')
  await settle()
  const panel = byRole(wrapper, 'tabpanel', 'Notes')
  await byRole(wrapper, 'button', other).trigger('click')
  await settle()
  expect(panel.text()).not.toContain('We order the rhubarb')
  await byRole(wrapper, 'button', list).trigger('click')
  await settle()
  expect(panel.find('[data-words]').text()).toContain('We order the rhubarb')
  await byRole(wrapper, 'button', 'More actions with this line').trigger('click')
  expect(panel.find('a').attributes('href')).toContain(`IM_MESSAGE=${message?.id}`)
})

test('while the shared notes cannot be read nothing is written, and afterwards the message goes to them', async () => {
  const notes = aNotesPortal()
  let isBusy = true
  const { wrapper } = await findMessage(notes, door => ({
    async readBatch(commands, options) {
      if (isBusy && 'rights0' in commands) throw new PortalError('busy', { method: 'entity.rights' })
      return await door.readBatch(commands, options)
    },
  }))
  await addToNotes(wrapper)
  await vi.waitFor(() => expect(wrapper.text()).toContain('It was not noted.'))
  expect(notes.asked().filter(method => OF_NOTES.test(method))).toEqual([])
  isBusy = false
  await addToNotes(wrapper)
  await vi.waitFor(() => expect(wrapper.text()).toContain('It is in the shared notes of this chat.'))
})

test('what Bitrix24 took as a shared note, and then does not let be read, is in no other list and nowhere called unsent', async () => {
  const notes = aNotesPortal()
  let adds = 0
  const { wrapper } = await findMessage(notes, door => ({
    async call(command) {
      const answer = await door.call(command)
      if (command.method === 'entity.item.add') adds += 1
      return answer
    },
    async readBatch(commands, options) {
      const answer = await door.readBatch(commands, options)
      // the first one marks the storage
      const refused = adds < 2 ? [] : Object.keys(commands).map(name => [name, { ok: false, error: new PortalError('missing-scope') }])
      return { ...answer, outcomes: { ...answer.outcomes, ...Object.fromEntries(refused) } }
    },
  }))
  await addToNotes(wrapper)
  await vi.waitFor(() => expect(wrapper.text()).toContain('It is in the shared notes of this chat.'))
  await byRole(wrapper, 'tab', 'Notes').trigger('click')
  await vi.waitFor(() => expect(byRole(wrapper, 'tabpanel', 'Notes').text()).toMatch(/permission entity.*accepted this, but.*We order the rhubarb/s))
  expect(wrapper.text()).not.toContain('nobody else has it')
  await byRole(wrapper, 'button', 'Private').trigger('click')
  await settle()
  expect(byRole(wrapper, 'tabpanel', 'Notes').text()).not.toContain('rhubarb')
  expect(notes.asked()).not.toContain('user.option.set')
})

test('who does not get the notes is offered no way into them', async () => {
  const { wrapper } = await findMessage(aNotesPortal(), ({ opening }) => ({
    opening: { ...opening, chat: `chat${GROUP}`, appOption: name => name === 'panelAccess' ? '{"notes":"administrators"}' : opening.appOption(name) },
  }))
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  expect([allByRole(wrapper, 'button', 'Quote').length, allByRole(wrapper, 'button', 'Add to notes').length]).toEqual([1, 0])
})

test('a note that waits where this device keeps nothing says so', async () => {
  const { wrapper } = await findMessage(aNotesPortal(), door => ({
    async call(command) {
      if (command.method === 'entity.add') throw new PortalError('timeout', { method: command.method })
      return await door.call(command)
    },
  }))
  await addToNotes(wrapper)
  await vi.waitFor(() => expect(wrapper.text()).toContain('This browser keeps nothing here: what has not reached Bitrix24 yet is lost'))
})
