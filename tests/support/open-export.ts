import { expect, vi } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import SidebarScreen from '../../src/app/SidebarScreen.vue'
import { aPortal, aPromise, type ScriptedPortal } from './a-portal.ts'
import { openingAnswers } from './answers.ts'
import { allByRole, byRole } from './by-role.ts'
import { mountInApp, settle } from './mount.ts'
import { unzip } from './unzip.ts'

/** Milliseconds; a machine that is busy with other work makes a panel slow, not wrong. */
const timeout = 60_000

export const GET_MESSAGES = 'im.dialog.messages.get'

export type Params = Record<string, unknown>

/** A chat as im.dialog.messages.get pages it. */
export function chatOf(count: number) {
  const all = Array.from({ length: count }, (_unused, index) => ({
    id: index + 1, author_id: index % 2 + 1, date: '2026-03-10T09:00:00+00:00', text: `text ${index + 1}`, params: [], uuid: 'u',
  }))
  return ({ FIRST_ID, LAST_ID, LIMIT }: Params) => {
    const behind = FIRST_ID === undefined
      ? all.filter(({ id }) => LAST_ID === undefined || Number(LAST_ID) === 0 || id < Number(LAST_ID)).reverse()
      : all.filter(({ id }) => id > Number(FIRST_ID))
    const users = [{ id: 1, name: 'Anna Schmidt' }, { id: 2, name: 'Ben Okafor' }]
    return { chat_id: 7, messages: behind.slice(0, Number(LIMIT ?? 20)), users, files: [] }
  }
}

/** The panel, once it knows whether there is an export from before. */
export async function openExport(answers: Params = {}, portal = aPortal({ answers: openingAnswers({ [GET_MESSAGES]: chatOf(3), ...answers }) })) {
  const wrapper = await mountInApp(SidebarScreen, { portal })
  await byRole(wrapper, 'tab', 'Export').trigger('click')
  await settle()
  await expect.poll(() => allByRole(wrapper, 'heading', 'Export').length === 1 && !wrapper.text().includes('Loading…'), { timeout }).toBe(true)
  return { portal, wrapper }
}

export async function start(wrapper: VueWrapper): Promise<void> {
  await wrapper.get('form').trigger('submit')
  await settle()
}

export async function press(wrapper: VueWrapper, name: string): Promise<void> {
  await byRole(wrapper, 'button', name).trigger('click')
  await settle()
}

export async function said(wrapper: VueWrapper, text: string): Promise<void> {
  await expect.poll(() => wrapper.text(), { timeout }).toContain(text)
}

/** The form is there, and no export. */
export async function isAtForm(wrapper: VueWrapper): Promise<void> {
  await expect.poll(() => wrapper.find('form').exists(), { timeout }).toBe(true)
}

/** What the save link leads to. */
export async function savedFiles(): Promise<Map<string, Buffer>> {
  const [blob] = vi.mocked(URL.createObjectURL).mock.lastCall ?? []
  if (!(blob instanceof Blob)) throw new Error('Nothing to save.')
  return unzip(blob)
}

/** A portal that does not answer behind the first messages until told. */
export function aSlowPortal(): { portal: ScriptedPortal, answer: () => void } {
  const page = chatOf(3)
  const { promise, resolve } = aPromise<null>()
  let asked = 0
  const portal = aPortal({ answers: openingAnswers({ [GET_MESSAGES]: async (params: Params) => {
    asked += 1
    if (asked > 2) await promise
    return page(params)
  } }) })
  return { portal, answer: () => resolve(null) }
}

/** A panel in which an export of 120 messages was stopped when the first 50 were written. */
export async function interrupted(): Promise<VueWrapper> {
  const page = chatOf(120)
  const isBehind = ({ FIRST_ID }: Params): boolean => Number(FIRST_ID ?? 0) >= 50
  const portal = aPortal({ answers: openingAnswers({ [GET_MESSAGES]: (params: Params) => isBehind(params) ? aPromise().promise : page(params) }) })
  const { wrapper } = await openExport({}, portal)
  await start(wrapper)
  // what is asked for behind them is asked for when they have been written
  await expect.poll(() => portal.sent.some(({ params }) => isBehind(params ?? {})), { timeout }).toBe(true)
  await press(wrapper, 'Stop')
  await said(wrapper, 'The export was stopped.')
  return wrapper
}
