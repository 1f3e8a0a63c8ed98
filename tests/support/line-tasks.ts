/** Lines of notes that become tasks: the panel on the simulated portal, and somebody else beside the same chat. */
import type { VueWrapper } from '@vue/test-utils'
import { expect, onTestFinished, vi } from 'vitest'
import SidebarScreen from '../../src/app/SidebarScreen.vue'
import { parseDialogId } from '../../src/chat/dialog-id.ts'
import { openNotes } from '../../src/notes/open-notes.ts'
import { GROUP, type NotesPortal, PEOPLE } from './a-notes-portal.ts'
import { allByRole, byRole } from './by-role.ts'
import { mountInApp, settle } from './mount.ts'

const { anna, tom } = PEOPLE
export const SCOPES = ['entity', 'pull', 'task']

/** `slowly`: what the portal says of a new task comes when this has settled. */
export async function openPanel(notes: NotesPortal, viewerId: number = anna, slowly: Promise<void> = Promise.resolve()): Promise<VueWrapper> {
  const door = notes.doorOf(viewerId)
  const call: typeof door.call = async (command) => {
    if (command.method === 'tasks.task.add') await slowly
    return door.call(command)
  }
  const wrapper = await mountInApp(SidebarScreen, { portal: { ...door, call, opening: { ...door.opening, chat: `chat${GROUP}` } } })
  await goTo(wrapper, 'Notes')
  await vi.waitFor(() => expect(allByRole(wrapper, 'textbox', 'New line')).toHaveLength(1))
  return wrapper
}

/** Lasts until the test says so. */
export function aPause() {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((end) => { resolve = end })
  return { promise, resolve: () => resolve() }
}

export async function goTo(wrapper: VueWrapper, tab: string): Promise<void> {
  await byRole(wrapper, 'tab', tab).trigger('click')
  await settle()
}

export async function write(wrapper: VueWrapper, text: string): Promise<void> {
  const field = byRole(wrapper, 'textbox', 'New line')
  await field.setValue(text)
  await field.trigger('keydown', { key: 'Enter' })
  await settle()
}

/** In the menu that is open. */
export const offered = (wrapper: VueWrapper) => wrapper.findAll('.menu button').filter(button => button.text() === 'Create a task')

export async function ask(wrapper: VueWrapper): Promise<void> {
  if (!wrapper.find('.menu').exists()) await byRole(wrapper, 'button', 'More actions with this line').trigger('click')
  await offered(wrapper)[0]?.trigger('click')
  await settle()
}

export async function agree(wrapper: VueWrapper): Promise<void> {
  await wrapper.find('dialog[open]').find('.button-primary').trigger('click')
  await settle()
}

export async function make(wrapper: VueWrapper): Promise<void> {
  await ask(wrapper)
  await agree(wrapper)
}

/** The shared list of somebody else beside the same chat. */
export function beside(notes: NotesPortal, scopes: readonly string[] | null) {
  const dialogId = parseDialogId(`chat${GROUP}`) ?? expect.fail('no dialog')
  const { shared, close } = openNotes({
    portal: notes.doorOf(tom),
    chat: { dialogId, chatId: GROUP, viewerId: tom, scopes: scopes && [...scopes], memberCount: 4, createdAt: null },
  })
  onTestFinished(close)
  return shared
}

export const taskOf = (wrapper: VueWrapper): string => wrapper.find('[data-task]').text()
export const tasksIn = ({ portal }: NotesPortal) => [...portal.world.records.tasks.values()]
