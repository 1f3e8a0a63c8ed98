import { expect, vi } from 'vitest'
import SidebarScreen from '../../src/app/SidebarScreen.vue'
// loaded here, because the first test would wait for it
import '../../src/panels/shared/SharedPanel.vue'
import { aPortal } from './a-portal.ts'
import { aDialog, openingAnswers } from './answers.ts'
import { byRole } from './by-role.ts'
import { mountInApp, settle } from './mount.ts'

/** The panel of links and files beside a chat of five messages. */
export const GET = 'im.dialog.messages.get'

type Fields = Record<string, unknown>

/** A message as im.dialog.messages.get writes it. */
export function aRow(id: number, fields: Fields = {}): Fields {
  const date = `2026-03-${String(id % 28 + 1).padStart(2, '0')}T09:00:00+00:00`
  return { id, chat_id: 7, author_id: 1, date, text: `message ${id}`, params: [], unread: false, uuid: null, replaces: [], ...fields }
}

const FILES = [
  {
    id: 31, chatId: 7, name: 'plan.pdf', extension: 'pdf', type: 'file', size: 2_000_000, authorId: 1, date: '2026-03-05T09:00:00+00:00',
    urlPreview: '', urlShow: 'https://demo.bitrix24.com/show/31', urlDownload: 'https://demo.bitrix24.com/get/31',
  },
  {
    id: 32, chatId: 7, name: 'photo.jpg', extension: 'jpg', type: 'image', size: 500, authorId: 2, date: '2026-03-06T09:00:00+00:00',
    urlPreview: 'https://demo.bitrix24.com/preview/32', urlShow: 'https://elsewhere.example/32', urlDownload: '',
  },
]

export const ROWS = [
  aRow(3, { text: 'https://example.com/a and [url=https://example.org/b]minutes[/url]' }),
  aRow(4, { text: 'again https://example.com/a', author_id: 2 }),
  aRow(5, { text: '', params: { FILE_ID: [31] } }),
  aRow(6, { text: 'the photo', params: { FILE_ID: [32] }, author_id: 2 }),
  aRow(7, { text: 'javascript:alert(1) [url=javascript:alert(1)]press[/url]' }),
]

/** Pages as the portal cuts them: fifty before LAST_ID, or after FIRST_ID, by id. */
export function history(rows: readonly Fields[], files: readonly Fields[] = FILES) {
  return ({ LAST_ID, FIRST_ID, LIMIT = 50 }: Fields) => {
    const ascending = [...rows].sort((one, other) => Number(one['id']) - Number(other['id']))
    const older = ascending.filter(({ id }) => LAST_ID === undefined || Number(id) < Number(LAST_ID))
    const newer = ascending.filter(({ id }) => Number(id) > Number(FIRST_ID))
    const messages = FIRST_ID === undefined ? older.slice(-Number(LIMIT)).reverse() : newer.slice(0, Number(LIMIT))
    return { chat_id: 7, messages, users: [{ id: 1, name: 'Anna Schmidt' }, { id: 2, name: 'Ben Okafor' }], files }
  }
}

export async function openShared(answers: Fields = {}) {
  const portal = aPortal({ answers: openingAnswers({ 'im.dialog.get': aDialog({ message_count: 5 }), [GET]: history(ROWS), ...answers }) })
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await byRole(wrapper, 'tab', 'Links and files').trigger('click')
  await settle()
  return { portal, wrapper }
}

export type Opened = Awaited<ReturnType<typeof openShared>>['wrapper']

/** What can be read in the panel, blanks made one. */
export const textOf = (wrapper: Opened) => (byRole(wrapper, 'tabpanel').element.textContent ?? '').replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ')
export const saying = (wrapper: Opened, text: string | RegExp) => vi.waitFor(() => expect(textOf(wrapper)).toMatch(text))
export const rows = (wrapper: Opened, name: string) => byRole(wrapper, 'list', name).findAll('[role="listitem"]')
