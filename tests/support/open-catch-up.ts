import { flushPromises } from '@vue/test-utils'
import { IDBFactory } from 'fake-indexeddb'
import { getActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, onTestFinished, vi } from 'vitest'
import SidebarScreen from '../../src/app/SidebarScreen.vue'
// loaded here, because the first test would wait for it
import '../../src/panels/catch-up/CatchUpPanel.vue'
import { useOwnMarks } from '../../src/chat/own-marks-store.ts'
import { aPortal, type PortalScript } from './a-portal.ts'
import { aDialog, openingAnswers } from './answers.ts'
import { byRole } from './by-role.ts'
import { mountInApp, settle } from './mount.ts'
import { aRow, GET, history } from './open-shared.ts'

/** The panel Catch up beside a chat of which Ben, who looks, has read everything up to message 12. */
export const SEARCH = 'im.dialog.messages.search'
export const LAST_READ = 12

type Fields = Record<string, unknown>

const at = (hour: number) => `2026-03-10T${String(hour).padStart(2, '0')}:00:00+00:00`

export const MISSED = [
  aRow(10, { date: at(1), author_id: 2, text: 'The plan is ready' }),
  aRow(11, { date: at(2), text: '[USER=2]Ben Okafor[/USER], is it printed?' }),
  aRow(12, { date: at(3), text: 'Good night' }),
  aRow(13, { date: at(4), text: '[USER=2]Ben Okafor[/USER], have a look' }),
  aRow(14, { date: at(5), text: 'Thanks', params: { REPLY_ID: 10 } }),
  aRow(15, { date: at(6), text: '[b]Decision:[/b] we ship on Monday, see https://example.com/plan' }),
  aRow(16, { date: at(7), author_id: 0, text: '[USER=1 REPLACE]Anna Schmidt[/USER] has joined the chat' }),
]

/** The search without words as the portal answers it: newest first, before LAST_ID, or up to DATE_TO. */
export function searching(rows: readonly Fields[]) {
  return ({ LAST_ID, DATE_TO, LIMIT = 50 }: Fields) => {
    const isBefore = ({ id, date }: Fields) =>
      (LAST_ID === undefined || Number(id) < Number(LAST_ID)) && (DATE_TO === undefined || String(date) <= String(DATE_TO))
    const messages = rows.filter(isBefore).sort((one, other) => Number(other['id']) - Number(one['id'])).slice(0, Number(LIMIT))
    const users = [{ id: 1, name: 'Anna Schmidt' }, { id: 2, name: 'Ben Okafor' }]
    return { messages, users, files: [], reactions: [], tariffRestrictions: { isHistoryLimitExceeded: false } }
  }
}

interface CatchUpScript extends PortalScript {
  rows?: readonly Fields[]
  lastReadId?: number
  dialog?: Fields
}

/** What one test ticks off or has looked at is kept in the browser of that test alone. For the top of a file. */
export function eachInItsOwnBrowser(): void {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory())
  })

  afterEach(async () => {
    await useOwnMarks(getActivePinia()).settled()
    vi.unstubAllGlobals()
    document.body.replaceChildren()
    sessionStorage.clear()
  })
}

export async function openCatchUp({ rows = MISSED, lastReadId = LAST_READ, dialog = {}, answers = {}, ...script }: CatchUpScript = {}) {
  const last = Number(rows.at(-1)?.['id'] ?? 0)
  const portal = aPortal({ ...script, answers: openingAnswers({
    'im.dialog.get': aDialog({ last_id: lastReadId, last_message_id: last, counter: rows.filter(({ id }) => Number(id) > lastReadId).length, ...dialog }),
    [GET]: history(rows),
    // a batch of the test's portal resolves no references
    [SEARCH]: (params: Fields) => searching(rows)({ ...params, ...String(params['LAST_ID']).startsWith('$') && { LAST_ID: lastReadId } }),
    ...answers,
  }) })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  // what is still being kept would be found by the next test
  onTestFinished(() => useOwnMarks(wrapper.vm.$pinia).settled())
  await byRole(wrapper, 'tab', 'Catch up').trigger('click')
  await settle()
  await flushPromises()
  return { portal, wrapper }
}

type Opened = Awaited<ReturnType<typeof openCatchUp>>['wrapper']

/** Without the marks that keep names apart. */
export const plain = (text: string | null) => (text ?? '').replace(/[\u2066-\u2069]/g, '')

export const textOf = (wrapper: Opened) => plain(byRole(wrapper, 'tabpanel').element.textContent).replace(/\s+/g, ' ')
export const saying = (wrapper: Opened, text: string | RegExp) => vi.waitFor(() => expect(textOf(wrapper)).toMatch(text))
export const entries = (wrapper: Opened, list: string) => byRole(wrapper, 'list', list).findAll('article')

/** Why an entry is there. */
export const whyOf = (article: { find(selector: string): { text(): string } }) => plain(article.find('.why').text())
