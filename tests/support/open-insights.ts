import SidebarScreen from '../../src/app/SidebarScreen.vue'
import { aPortal } from './a-portal.ts'
import { aDialog, openingAnswers } from './answers.ts'
import { byRole } from './by-role.ts'
import { mountInApp, settle } from './mount.ts'
import { aRow, GET, history } from './open-shared.ts'

/** The panel of figures beside a chat in which two people wrote six messages. */
const at = (day: number, time: string) => `2026-03-${String(day).padStart(2, '0')}T${time}:00+00:00`

export const TALK = [
  aRow(11, { date: at(2, '09:00'), text: 'Shall we?' }),
  aRow(12, { date: at(2, '09:10'), text: 'Yes', author_id: 2 }),
  aRow(13, { date: at(2, '10:00'), text: 'https://example.com/a' }),
  aRow(14, { date: at(4, '15:00'), text: 'the plan', author_id: 2, params: { FILE_ID: [31], LIKE: [1] } }),
  aRow(15, { date: at(20, '08:00'), text: 'Anybody there?' }),
  aRow(16, { date: at(24, '08:00'), text: 'Never mind' }),
]

export async function openInsights(answers: Record<string, unknown> = {}, language = 'en') {
  const portal = aPortal({ answers: openingAnswers({ 'im.dialog.get': aDialog({ message_count: TALK.length }), [GET]: history(TALK), ...answers }) })
  const wrapper = await mountInApp(SidebarScreen, { portal, language })
  await byRole(wrapper, 'tab', /Insights|Auswertung|Аналитика/).trigger('click')
  await settle()
  return { portal, wrapper }
}
