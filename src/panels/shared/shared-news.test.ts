/** Links and files follow the chat beside them: figures at once, rows without moving those that are there. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { getActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aPromise } from '../../../tests/support/a-portal.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { aFile, aMessage, aPage } from '../../../tests/support/history.ts'
import { useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { aRow, GET, history, openShared, ROWS, rows, saying, type Opened } from '../../../tests/support/open-shared.ts'
import { tellNews } from '../../../tests/support/tell-news.ts'
import { PortalError } from '../../bitrix24/index.ts'
import { useLeftChat } from '../../chat/left-chat.ts'
import { useLive } from '../../chat/live/live-store.ts'
import { useArchive } from '../../messages/keep/index.ts'

beforeEach(() => {
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
  Object.defineProperty(window, 'innerHeight', { value: 2_000, configurable: true })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

const button = (wrapper: Opened, name: RegExp) => allByRole(wrapper, 'button').find(one => name.test(one.text()))
const pressed = async (wrapper: Opened, name: RegExp) => {
  await vi.waitFor(() => expect(button(wrapper, name)).toBeDefined())
  await button(wrapper, name)?.trigger('click')
}
const links = (wrapper: Opened) => rows(wrapper, 'Links').map(one => one.find('a').attributes('href'))
const BEFORE = ['https://example.com/a', 'https://example.org/b']

test('a new link is counted at once and stands above the others when it is wanted; nothing is read for it', async () => {
  const { portal, wrapper } = await openShared()
  await saying(wrapper, '2 links; domains: 2.')
  const reads = portal.sent.filter(({ method }) => method === GET).length
  await tellNews({ after: 7, added: [aMessage({ id: 8, text: 'https://new.example/c' }), aMessage({ id: 9, text: 'https://example.com/a' })] })
  await saying(wrapper, '3 links; domains: 3.')
  expect(links(wrapper)).toEqual(BEFORE)
  expect(rows(wrapper, 'Links')[0]?.text()).toContain('shared 3 times')
  await pressed(wrapper, /^1 new: show it$/)
  expect(links(wrapper)).toEqual(['https://example.com/a', 'https://new.example/c', 'https://example.org/b'])
  expect(button(wrapper, /new/)).toBeUndefined()
  expect(portal.sent.filter(({ method }) => method === GET)).toHaveLength(reads)
})

test('a link that was deleted stays under the hand until the list is wanted as it is now', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links; domains: 2.')
  await tellNews({ after: 7, deleted: [3] })
  await saying(wrapper, '1 link; domains: 1.')
  expect(links(wrapper)).toEqual(BEFORE)
  await pressed(wrapper, /^This list has changed: show it$/)
  expect(links(wrapper)).toEqual(['https://example.com/a'])
})

test('a new file comes as a new link does', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  await byRole(wrapper, 'button', 'Files').trigger('click')
  await saying(wrapper, '2 files')
  await tellNews({ after: 7, added: [aMessage({ id: 8, text: '', fileIds: [33] })], page: { files: [aFile({ id: 33, name: 'minutes.docx' })] } })
  await saying(wrapper, '3 files')
  await pressed(wrapper, /^1 new: show it$/)
  expect(rows(wrapper, 'Files')[0]?.text()).toContain('minutes.docx')
})

test('a message that is unfolded stays so, and says what it says now', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  await allByRole(wrapper, 'button', 'More actions')[0]?.trigger('click')
  await byRole(wrapper, 'button', /message/i).trigger('click')
  await saying(wrapper, /again https:\/\/example\.com\/a|again example/)
  await tellNews({ after: 7, changed: [aMessage({ id: 4, text: 'once more https://example.com/a', isEdited: true, authorId: 2 })] })
  await saying(wrapper, /once more/)
  await tellNews({ after: 7, deleted: [4] })
  await saying(wrapper, /deleted/)
})

test('what is read after the device\'s clock was set back is newer than the beats before', async () => {
  const { portal, wrapper } = await openShared()
  await saying(wrapper, 'All 5 messages were read.')
  const { now } = useLive(getActivePinia())
  await tellNews({ after: 7, changed: [aMessage({ id: 7 })], end: { behind: 6, ids: [7], page: aPage([aMessage({ id: 7 })]) }, readAt: now() })
  const today = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => today - 3_600_000)
  portal.answer(GET, history([...ROWS, aRow(8, { text: 'https://new.example/c' })]))
  await tellNews({ after: 8, isGap: true, readAt: now() })
  await saying(wrapper, '3 links; domains: 3.')
})

test('more than a beat brings is read; until it is, the archive says that it is behind', async () => {
  const { portal, wrapper } = await openShared()
  await saying(wrapper, 'All 5 messages were read.')
  portal.answer(GET, new PortalError('no-access', { method: GET, code: 'ACCESS_ERROR' }))
  await tellNews({ after: 7, isGap: true })
  await saying(wrapper, 'Newer messages have not been read yet.')
  portal.answer(GET, history([...ROWS, aRow(8, { text: 'https://new.example/c' })]))
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await saying(wrapper, '3 links; domains: 3.')
  await vi.waitFor(() => expect(wrapper.text()).not.toContain('Newer messages'))
})

test('who leaves the chat is shown nothing of it, and a reading that goes on ends', async () => {
  const late = aPromise<unknown>()
  const { wrapper } = await openShared({ [GET]: () => late.promise })
  const archive = useArchive(getActivePinia())
  await vi.waitFor(() => expect(archive.reading.state).toBe('reading'))
  useLeftChat(getActivePinia()).hasLeft = true
  await saying(wrapper, /^You have left this chat$/)
  expect(archive.reading.state).toBe('resting')
})
