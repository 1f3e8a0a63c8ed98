/** An export of a chat that another panel has read. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { InProcessWorker, useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { draftsKept } from '../../../tests/support/keep-draft.ts'
import { settle } from '../../../tests/support/mount.ts'
import { isAtForm, openExport, press, said, savedFiles, start } from '../../../tests/support/open-export.ts'
import { openInsights, TALK } from '../../../tests/support/open-insights.ts'
import { textOf } from '../../../tests/support/unzip.ts'

const HOUR = 3_600_000
const ANEW = 'Read everything again from Bitrix24'
const NOW = new Date('2026-03-25T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:saved')
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

/** The form, so long after Insights has read the chat. */
async function readAndExport({ later = 0 } = {}) {
  const opened = await openInsights()
  await said(opened.wrapper, 'All 6 messages were read.')
  vi.setSystemTime(NOW.getTime() + later)
  await byRole(opened.wrapper, 'tab', 'Export').trigger('click')
  await settle()
  await expect.poll(() => allByRole(opened.wrapper, 'checkbox', ANEW).length).toBe(1)
  return opened
}

const isAnew = (wrapper: VueWrapper): boolean => (byRole(wrapper, 'checkbox', ANEW).element as HTMLInputElement).checked
const saysEarlier = 'messages were read here before'

test('what was read within the hour is taken, and the panel and the file say so', async () => {
  const { wrapper } = await readAndExport({ later: HOUR / 2 })
  expect(isAnew(wrapper)).toBe(false)
  expect(wrapper.text()).toContain('Already read here: 6 (30 minutes ago).')
  await start(wrapper)
  await said(wrapper, `6 ${saysEarlier} (30 minutes ago)`)
  const manifest = JSON.parse(textOf(await savedFiles(), 'manifest.json')) as object
  expect(manifest).toMatchObject({ isComplete: true, counts: { messages: TALK.length }, earlier: { asOf: NOW.toISOString(), messages: 6 } })
})

test('what this device keeps is taken though nothing was read in this page, and the form says so at once', async () => {
  const first = await openInsights()
  await said(first.wrapper, 'All 6 messages were read.')
  const details = first.wrapper.findAll('details').at(-1)
  if (details) details.element.open = true
  await details?.trigger('toggle')
  await byRole(first.wrapper, 'checkbox', 'Keep what was read').setValue(true)
  await said(first.wrapper, 'This chat takes')
  await draftsKept(first.portal)
  first.wrapper.unmount()
  // which panel was open
  sessionStorage.clear()
  vi.setSystemTime(NOW.getTime() + HOUR / 2)
  const { portal, wrapper } = await openExport({ 'im.dialog.messages.get': () => ({ chat_id: 7, messages: [], users: [], files: [] }) })
  await isAtForm(wrapper)
  expect(wrapper.text()).toContain('Already read here: 6 (30 minutes ago).')
  expect(portal.sent.map(({ method }) => method)).not.toContain('im.dialog.messages.get')
  await start(wrapper)
  await said(wrapper, `6 ${saysEarlier} (30 minutes ago)`)
  expect(JSON.parse(textOf(await savedFiles(), 'manifest.json'))).toMatchObject({ isComplete: true, counts: { messages: TALK.length }, earlier: { messages: 6 } })
})

test('messages that were read more than an hour ago are read again, unless somebody chooses otherwise', async () => {
  const { wrapper } = await readAndExport({ later: 2 * HOUR })
  expect(isAnew(wrapper)).toBe(true)
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(wrapper.text()).not.toContain(saysEarlier)
  await press(wrapper, 'Discard')
  await isAtForm(wrapper)
  await byRole(wrapper, 'checkbox', ANEW).setValue(false)
  await start(wrapper)
  await said(wrapper, `6 ${saysEarlier} (2 hours ago)`)
})

test('an archive that has gone since is read from the portal, with all of its messages', async () => {
  const { wrapper } = await readAndExport()
  for (const worker of InProcessWorker.running) worker.crash()
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(JSON.parse(textOf(await savedFiles(), 'manifest.json'))).toMatchObject({ isComplete: true, counts: { messages: 6 }, earlier: null })
})
