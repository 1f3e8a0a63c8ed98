import SidebarScreen from '../../src/app/SidebarScreen.vue'
import { aPortal, type PortalScript, type ScriptedPortal } from './a-portal.ts'
import { aDialog, aUser, openingAnswers } from './answers.ts'
import { byRole } from './by-role.ts'
import { mountInApp, settle } from './mount.ts'

export type Answers = Record<string, unknown>

/** The panel People beside a chat of four. */
export const PEOPLE = [
  aUser({ work_position: 'Designer', departments: [3] }),
  aUser({ id: 2, name: 'Ben Okafor', work_position: '', status: 'dnd', departments: [] }),
  aUser({ id: 3, name: 'Chloé Martin', work_position: 'Sales', extranet: true, last_activity_date: '2026-03-01T10:00:00+00:00', departments: [] }),
  aUser({ id: 4, name: 'Robo', bot: true, work_position: '' }),
]

/** Lists by the last id; whatever does not fill a page ends it. */
export function lists(people: readonly Answers[]) {
  return ({ LAST_ID, LIMIT }: Answers) => people.filter(({ id }) => Number(id) > Number(LAST_ID ?? 0)).slice(0, Number(LIMIT))
}

const dialog = aDialog({
  user_counter: 4, owner: 1, manager_list: [1, 2],
  readed_list: [{ user_id: 1, user_name: '', message_id: 500, date: null }, { user_id: 3, user_name: '', message_id: 7, date: null }],
})

export async function openPeople({ answers = {}, ...script }: PortalScript = {}) {
  const portal: ScriptedPortal = aPortal({
    answers: openingAnswers({
      'im.dialog.get': dialog,
      'im.dialog.users.list': lists(PEOPLE),
      'im.department.get': [{ id: 3, name: 'Studio' }],
      'scope': ['im', 'placement', 'user_brief'],
      'user.get': [{ ID: '1', TIME_ZONE: 'Asia/Tokyo' }, { ID: '3', TIME_ZONE: 'Nowhere/Land' }],
      ...answers,
    }),
    ...script,
  })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await showPeople(wrapper)
  return { portal, wrapper }
}

export type Wrapper = Awaited<ReturnType<typeof mountInApp>>

export async function showPeople(wrapper: Wrapper): Promise<void> {
  await byRole(wrapper, 'tab', 'People').trigger('click')
  await settle()
}

/** One text a row, blanks made one. */
export function rowsOf(wrapper: Wrapper): string[] {
  return byRole(wrapper, 'list', 'People').findAll('[role="listitem"]').map(({ element }) => (element.textContent ?? '').replace(/\s+/g, ' '))
}

export function namesOf(wrapper: Wrapper): string[] {
  return byRole(wrapper, 'list', 'People').findAll('[role="listitem"] .name').map(({ element }) => element.textContent ?? '')
}
