/** What the panel says of an export that this browser keeps, no longer keeps, or does not give out. */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aDialog } from '../../../tests/support/answers.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { settle } from '../../../tests/support/mount.ts'
import { chatOf, GET_MESSAGES, interrupted, isAtForm, openExport, press, said, savedFiles, start } from '../../../tests/support/open-export.ts'

const DAY = 86_400_000
const KEEPS_NOTHING = 'Chatside cannot keep anything in this browser'

beforeEach(() => {
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

type Wrapper = Awaited<ReturnType<typeof openExport>>['wrapper']

async function save(wrapper: Wrapper): Promise<void> {
  await said(wrapper, 'The export is ready.')
  await wrapper.get('a[download]').trigger('click')
  await settle()
}

async function counted(): Promise<unknown> {
  return JSON.parse(String((await savedFiles()).get('manifest.json')))
}

test('what another window took away is said to be gone, and another export can be begun (a1)', async () => {
  const wrapper = await interrupted()
  const other = await openExport()
  await press(other.wrapper, 'Discard')
  await isAtForm(other.wrapper)
  await press(wrapper, 'Continue')
  await said(wrapper, 'What had been read for an export of this chat is no longer kept here: it was removed in another window, or by the browser.')
  expect(byRole(wrapper, 'alert').text()).toContain('no longer kept here')
  await isAtForm(wrapper)
})

test('what another window went on with is whole here, too (a1)', async () => {
  const wrapper = await interrupted()
  const other = await openExport({ [GET_MESSAGES]: chatOf(120) })
  await press(other.wrapper, 'Continue')
  await said(other.wrapper, 'The export is ready.')
  await press(wrapper, 'Continue')
  await said(wrapper, 'The export is ready.')
  expect(await counted()).toMatchObject({ isComplete: true, gaps: [], counts: { messages: 120 } })
})

test('an export that was removed because nobody came back to it is named, with how much had been read (a9)', async () => {
  const first = await interrupted()
  first.unmount()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * DAY })
  const { wrapper } = await openExport()
  expect(byRole(wrapper, 'alert').text()).toBe(
    'An export of this chat that nobody came back to for two weeks was removed from this browser. 50 messages had been read.',
  )
  expect(wrapper.find('form').exists()).toBe(true)
})

test('an archive that was saved is kept until somebody says that the file is there, and can be put together again (a12)', async () => {
  const first = await openExport()
  await start(first.wrapper)
  await said(first.wrapper, 'The export is ready.')
  expect(allByRole(first.wrapper, 'button', 'I have the file'), 'nothing was handed out yet').toEqual([])
  await save(first.wrapper)
  expect(first.wrapper.text()).toContain('Once you have the file, remove what this browser kept for it.')
  first.wrapper.unmount()

  const { wrapper } = await openExport()
  expect(wrapper.text()).toContain('An export of this chat was saved. It is still kept here, in case the file did not arrive.')
  expect(allByRole(wrapper, 'button', 'Discard'), 'it was saved').toEqual([])
  await press(wrapper, 'Continue')
  await said(wrapper, 'The export is ready.')
  byRole(wrapper, 'button', 'I have the file, remove what was kept')
  await save(wrapper)
  expect(await counted()).toMatchObject({ isComplete: true, counts: { messages: 3 } })
  await press(wrapper, 'I have the file, remove what was kept')
  await isAtForm(wrapper)
  wrapper.unmount()
  const again = await openExport()
  expect(again.wrapper.find('form').exists()).toBe(true)
})

test('where the browser does not give out what was read that is said, and Continue goes on once it does (r4)', async () => {
  const first = await interrupted()
  first.unmount()
  const { wrapper } = await openExport({ [GET_MESSAGES]: chatOf(120) })
  const factory = indexedDB
  vi.stubGlobal('indexedDB', undefined)
  const closed = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('closed', 'InvalidStateError')
  })
  await press(wrapper, 'Continue')
  await said(wrapper, 'This browser no longer lets Chatside reach what was read.')
  closed.mockRestore()
  vi.stubGlobal('indexedDB', factory)
  await press(wrapper, 'Continue')
  await said(wrapper, 'The export is ready.')
  expect(await counted()).toMatchObject({ isComplete: true, counts: { messages: 120 } })
})

test('what was written while the export was made is counted, and said not to be in it (a8)', async () => {
  const { wrapper } = await openExport({ 'im.dialog.get': aDialog({ message_count: 2, last_message_id: 2 }) })
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(wrapper.text()).toContain('1 message was written during the export and is not included.')
  expect(await counted()).toMatchObject({ isComplete: true, counts: { messages: 2 }, later: { messages: 1, isAll: true } })
})

test('of more than anybody counts the panel says at least how much was written meanwhile (a8)', async () => {
  const { wrapper } = await openExport({ 'im.dialog.get': aDialog({ message_count: 2, last_message_id: 2 }), [GET_MESSAGES]: chatOf(3_000) })
  await start(wrapper)
  await said(wrapper, 'The export is ready.')
  expect(wrapper.text()).toMatch(/At least \d[\d,]* messages were written during the export and are not included\./)
})

let restore: () => unknown = () => undefined

const REFUSALS: [string, () => void][] = [
  ['whose name throws', () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')
    restore = () => own && Object.defineProperty(globalThis, 'indexedDB', own)
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: () => {
      throw new DOMException('denied', 'SecurityError')
    } })
  }],
  ['that never answers', () => vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() })],
]

test.each(REFUSALS)('with a database %s the form is there, with the sentence that this browser keeps nothing, and the export works (r3)', async (_which, refuse) => {
  refuse()
  try {
    const { wrapper } = await openExport()
    expect(wrapper.find('form').exists()).toBe(true)
    expect(wrapper.text()).toContain(KEEPS_NOTHING)
    await start(wrapper)
    await said(wrapper, 'The export is ready.')
    expect(wrapper.text(), 'nobody has saved it yet').toContain(KEEPS_NOTHING)
    await save(wrapper)
    expect(wrapper.text()).not.toMatch(/kept|keep/)
    await press(wrapper, 'New export')
    await isAtForm(wrapper)
  } finally {
    restore()
  }
})

test('with names that the browser never answers about the form is there, and something can be kept (r3)', async () => {
  const silent = { request: () => new Promise(() => undefined) } as unknown as LockManager // only the form that is used
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(silent)
  const { wrapper } = await openExport()
  expect(wrapper.find('form').exists()).toBe(true)
  expect(wrapper.text()).not.toContain(KEEPS_NOTHING)
})
