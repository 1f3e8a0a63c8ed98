import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { getActivePinia } from 'pinia'
import { expect, onTestFinished, test, vi } from 'vitest'
import { aNotesPortal, GROUP, type NotesPortal, PEOPLE } from '../../../tests/support/a-notes-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import SidebarScreen from '../../app/SidebarScreen.vue'
import { parseDialogId } from '../../chat/dialog-id.ts'
import { useLeftChat } from '../../chat/left-chat.ts'
import { openNotes } from '../../notes/open-notes.ts'

const { anna, tom } = PEOPLE

async function openPanel(notes: NotesPortal, viewerId: number = anna): Promise<VueWrapper> {
  const door = notes.doorOf(viewerId)
  const wrapper = await mountInApp(SidebarScreen, { portal: { ...door, opening: { ...door.opening, chat: `chat${GROUP}` } } })
  await byRole(wrapper, 'tab', 'Notes').trigger('click')
  await settle()
  await vi.waitFor(() => expect(allByRole(wrapper, 'textbox', /New line|Nothing/).length + allByRole(wrapper, 'button', 'To the private notes').length).toBeGreaterThan(0))
  return wrapper
}

/** Another person beside the same chat. */
async function anotherOne(notes: NotesPortal, viewerId: number = tom) {
  const dialogId = parseDialogId(`chat${GROUP}`) ?? expect.fail('no dialog')
  const other = openNotes({
    portal: notes.doorOf(viewerId), chat: { dialogId, chatId: GROUP, createdAt: null, viewerId, scopes: ['im', 'entity', 'pull'], memberCount: 4 },
  })
  await other.shared.settled()
  return other
}

async function write(wrapper: VueWrapper, text: string): Promise<void> {
  const field = byRole(wrapper, 'textbox', 'New line')
  await field.setValue(text)
  await field.trigger('keydown', { key: 'Enter' })
  await settle()
}

const rows = (wrapper: VueWrapper): string[] => wrapper.findAll('[data-words] .message-text').map(row => row.text())
const told = (wrapper: VueWrapper): string => allByRole(wrapper, 'status').map(one => one.text()).join(' | ')

test('a line is added, edited, ticked, deleted and brought back', async () => {
  const notes = aNotesPortal()
  const wrapper = await openPanel(notes)
  expect(wrapper.text()).toContain('Nothing is noted yet.')
  await write(wrapper, 'Buy **oat** milk')
  expect(rows(wrapper)).toEqual(['Buy oat milk'])
  expect(wrapper.find('[data-words] strong').text()).toBe('oat')
  await byRole(wrapper, 'button', 'Edit').trigger('click')
  const field = byRole(wrapper, 'textbox', 'Text of the line')
  await field.setValue('Buy milk')
  await field.trigger('keydown', { key: 'Escape' })
  expect(rows(wrapper)).toEqual(['Buy oat milk'])
  await byRole(wrapper, 'button', 'Edit').trigger('click')
  await byRole(wrapper, 'textbox', 'Text of the line').setValue('Buy bread')
  await byRole(wrapper, 'textbox', 'Text of the line').trigger('keydown', { key: 'Enter' })
  expect(rows(wrapper)).toEqual(['Buy bread'])
  await wrapper.find('[role="checkbox"]').trigger('click')
  expect(wrapper.text()).toContain('1 done line')
  await byRole(wrapper, 'button', /^Undo$/).trigger('click')
  await byRole(wrapper, 'button', 'More actions').trigger('click')
  await byRole(wrapper, 'button', 'Delete').trigger('click')
  expect(rows(wrapper)).toEqual([])
  await byRole(wrapper, 'button', /^Undo$/).trigger('click')
  expect(rows(wrapper)).toEqual(['Buy bread'])
  await vi.waitFor(() => expect(wrapper.text()).toContain('⁨You⁩, '))
  const other = await anotherOne(notes)
  expect(other.shared.lines.value.map(({ text }) => text)).toEqual(['Buy bread'])
  other.close()
})

test('what others write appears, and what both wrote of one line is chosen', async () => {
  const notes = aNotesPortal()
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Meet on Monday')
  const other = await anotherOne(notes)
  const [line] = other.shared.lines.value
  await byRole(wrapper, 'button', 'Edit').trigger('click')
  await byRole(wrapper, 'textbox', 'Text of the line').setValue('Meet on Friday')
  other.shared.change(line?.id ?? expect.fail('no line'), { text: 'Meet on Tuesday' })
  other.shared.add({ text: 'Bring cake' })
  await vi.waitFor(() => expect(rows(wrapper)).toEqual(['Bring cake']))
  await byRole(wrapper, 'textbox', 'Text of the line').trigger('keydown', { key: 'Enter' })
  expect(byRole(wrapper, 'alert').text()).toContain('Meet on Tuesday')
  await byRole(wrapper, 'textbox', 'Text of the line').trigger('keydown', { key: 'Enter' })
  expect(rows(wrapper)).toEqual(['Meet on Friday', 'Bring cake'])
  await vi.waitFor(() => expect(told(wrapper)).toContain('Also here: ⁨tom'))
  other.close()
})

test('what was being written of a line that somebody deletes is not lost', async () => {
  const notes = aNotesPortal()
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Meet on Monday')
  const other = await anotherOne(notes)
  await byRole(wrapper, 'button', 'Edit').trigger('click')
  await byRole(wrapper, 'textbox', 'Text of the line').setValue('Meet on Friday at nine')
  other.shared.remove(other.shared.lines.value[0]?.id ?? expect.fail('no line'))
  await vi.waitFor(() => expect(allByRole(wrapper, 'alert').map(one => one.text()).join()).toContain('Meet on Friday at nine'))
  const button = byRole(wrapper, 'button', 'Add as a new line')
  if (button.element instanceof HTMLElement) button.element.focus()
  await button.trigger('click')
  await flushPromises()
  expect(document.activeElement).toBe(byRole(wrapper, 'tabpanel', 'Notes').element)
  expect(rows(wrapper)).toEqual(['Meet on Friday at nine'])
  expect(allByRole(wrapper, 'alert')).toEqual([])
  other.close()
})

test('lines are moved by keys, found, and a line that is too long stays in its field', async () => {
  const wrapper = await openPanel(aNotesPortal())
  for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) await write(wrapper, text)
  const [, second] = wrapper.findAll('[data-column="edit"]')
  await second?.trigger('keydown', { key: 'ArrowUp', altKey: true })
  expect(rows(wrapper)).toEqual(['two', 'one', 'three', 'four', 'five', 'six'])
  expect(told(wrapper)).toMatch(/Moved: \u2068two\u2069/)
  await byRole(wrapper, 'textbox', 'Find in the notes').setValue('f')
  expect(rows(wrapper)).toEqual(['four', 'five'])
  const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  byRole(wrapper, 'textbox', 'Find in the notes').element.dispatchEvent(escape)
  expect(escape.defaultPrevented, 'a slider around it stays open').toBe(true)
  const long = 'x'.repeat(2_001)
  await write(wrapper, long)
  expect(wrapper.text()).toContain('1 character too many.')
  expect(byRole(wrapper, 'textbox', 'New line').element).toHaveProperty('value', long)
})

test.each([{ isComposing: true }, { keyCode: 229 }])('keys of an input method %j add nothing, save nothing and close nothing', async (composing) => {
  const wrapper = await openPanel(aNotesPortal())
  for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) await write(wrapper, text)
  await wrapper.find('[data-column="edit"]').trigger('click')
  for (const [field, key] of [['New line', 'Enter'], ['Text of the line', 'Enter'], ['Assigned to', 'Escape'], ['Find in the notes', 'Escape']] as const) {
    await byRole(wrapper, 'textbox', field).setValue('o')
    await byRole(wrapper, 'textbox', field).trigger('keydown', { key, ...composing })
    expect([field, byRole(wrapper, 'textbox', field).element]).toEqual([field, expect.objectContaining({ value: 'o' })])
  }
})

test('without the scope shared notes say what is missing, and private ones work', async () => {
  const notes = aNotesPortal({ scopes: [] })
  const wrapper = await openPanel(notes)
  expect(byRole(wrapper, 'tabpanel', 'Notes').text()).toContain('the permission entity')
  await byRole(wrapper, 'button', 'To the private notes').trigger('click')
  await settle()
  await write(wrapper, 'Gift for Tom')
  expect(rows(wrapper)).toEqual(['Gift for Tom'])
  expect(notes.asked().filter(method => /entity|pull/.test(method))).toEqual([])
})

test('somebody outside the chat reads nothing', async () => {
  const notes = aNotesPortal()
  const inside = await anotherOne(notes)
  inside.shared.add({ text: 'A secret' })
  await inside.shared.settled()
  inside.close()
  const door = notes.doorOf(PEOPLE.outsider)
  const wrapper = await mountInApp(SidebarScreen, { portal: { ...door, opening: { ...door.opening, chat: `chat${GROUP}` } } })
  for (const tab of allByRole(wrapper, 'tab', 'Notes')) await tab.trigger('click')
  await settle()
  expect(document.body.textContent).not.toContain('A secret')
})

test('where two people wrote the same words, both texts are shown, and one is chosen for everybody', async () => {
  const notes = aNotesPortal()
  const wrapper = await openPanel(notes)
  await write(wrapper, 'Meet on Monday')
  const other = await anotherOne(notes)
  const id = other.shared.lines.value[0]?.id ?? expect.fail('no line')
  await byRole(wrapper, 'button', 'Edit').trigger('click')
  await byRole(wrapper, 'textbox', 'Text of the line').setValue('Meet on Friday')
  other.shared.change(id, { text: 'Meet on Tuesday' })
  await byRole(wrapper, 'textbox', 'Text of the line').trigger('keydown', { key: 'Enter' })
  await vi.waitFor(() => expect(wrapper.text()).toContain('Two people wrote this line at the same time.'))
  const [, second] = allByRole(wrapper, 'button', 'Keep this text')
  const shown = wrapper.findAll('.version .text').map(text => text.text())
  expect(shown.sort()).toEqual(['Meet on Friday', 'Meet on Tuesday'])
  const chosen = wrapper.findAll('.version .text')[1]?.text() ?? ''
  await second?.trigger('click')
  expect(rows(wrapper)).toEqual([chosen])
  await vi.waitFor(() => expect(other.shared.lines.value).toMatchObject([{ text: chosen, conflict: [] }]))
  other.close()
})

test('where the portal makes the chat no folder, what was written stays in view, and a device that keeps nothing does not promise to', async () => {
  vi.stubGlobal('indexedDB', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const wrapper = await openPanel(aNotesPortal({ undocumented: { chatFolder: 'refused' } }))
  await write(wrapper, 'Where does this go?')
  await vi.waitFor(() => expect(byRole(wrapper, 'alert').text()).toContain('made no folder for this chat'))
  await vi.waitFor(() => expect(wrapper.text()).toContain('what has not reached Bitrix24 yet is lost when you close the sidebar'))
  const panel = byRole(wrapper, 'tabpanel', 'Notes').text()
  expect([panel.includes('Where does this go?'), panel.includes('It waits on this device')]).toEqual([true, false])
})

test('who has left the chat is told so, and reads and hears nothing more of its notes', async () => {
  const notes = aNotesPortal()
  const wrapper = await openPanel(notes)
  await vi.waitFor(() => expect(notes.listeners()).toBe(1))
  useLeftChat(getActivePinia()).hasLeft = true
  await settle()
  notes.asked()
  document.dispatchEvent(new Event('visibilitychange'))
  await settle()
  expect([notes.asked(), notes.listeners()]).toEqual([[], 0])
  expect(byRole(wrapper, 'tabpanel', 'Notes').text()).toMatch(/^Notes\s*You have left this chat/)
})

test('where the code of the chat opens nothing it is said, and private notes are offered', async () => {
  const notes = aNotesPortal({ undocumented: { chatCodes: 'nobody' } })
  const maker = await anotherOne(notes)
  maker.shared.add({ text: 'Nobody else reads this' })
  await maker.shared.settled()
  maker.close()
  const wrapper = await openPanel(notes)
  expect(byRole(wrapper, 'alert').text()).toContain('does not open shared notes to the members')
  await byRole(wrapper, 'button', 'To the private notes').trigger('click')
  await settle()
  await write(wrapper, 'Mine')
  expect(rows(wrapper)).toEqual(['Mine'])
})

test('private notes say how full they are before they are, and what does not fit stays where it was typed', async () => {
  const wrapper = await openPanel(aNotesPortal({ scopes: [] }))
  await byRole(wrapper, 'button', 'To the private notes').trigger('click')
  await settle()
  const long = 'x'.repeat(1_900)
  for (const text of ['short', ...Array.from({ length: 8 }, () => long)]) await write(wrapper, text)
  expect(wrapper.text()).not.toContain('of the room for your private notes')
  for (const text of [long, long]) await write(wrapper, text)
  expect(wrapper.text()).toMatch(/[89]\d % of the room for your private notes/)
  await write(wrapper, long)
  await write(wrapper, long)
  expect(byRole(wrapper, 'textbox', 'New line').element).toHaveProperty('value', long)
  expect(allByRole(wrapper, 'alert').map(one => one.text()).join()).toContain('There is no more room.')
  await allByRole(wrapper, 'button', 'Edit')[0]?.trigger('click')
  await byRole(wrapper, 'textbox', 'Text of the line').setValue(long)
  await byRole(wrapper, 'textbox', 'Text of the line').trigger('keydown', { key: 'Enter' })
  expect(byRole(wrapper, 'textbox', 'Text of the line').element).toHaveProperty('value', long)
  expect(wrapper.find('[data-line] [role="alert"]').text()).toContain('There is no more room.')
})

test('what is half typed and too much to be kept says so', async () => {
  const wrapper = await openPanel(aNotesPortal())
  const field = byRole(wrapper, 'textbox', 'New line')
  await field.setValue('x'.repeat(5_000))
  expect(wrapper.text()).not.toContain('too long to be kept')
  await field.setValue('x'.repeat(20_000))
  expect(wrapper.text()).toContain('too long to be kept when you close the sidebar')
})
