import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { InProcessWorker, useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { aRow, GET, history, openShared, ROWS, saying, textOf, type Opened } from '../../../tests/support/open-shared.ts'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { aPlan } from '../../../tests/support/an-export.ts'
import { PortalError } from '../../bitrix24/index.ts'
import { beginExport } from '../../messages/export/export-state.ts'
import { openKeptExports, sizeOfExports } from '../../messages/export/kept-exports.ts'

beforeEach(() => {
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
  Object.defineProperty(window, 'innerHeight', { value: 2_000, configurable: true })
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('where there are no workers the panel says so', async () => {
  vi.stubGlobal('Worker', undefined)
  const { wrapper } = await openShared()
  await saying(wrapper, 'This part works in the background')
})

test('a worker that ends is said, and what it held is read again when asked', async () => {
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  for (const worker of [...InProcessWorker.running]) worker.crash()
  await saying(wrapper, 'is lost')
  await byRole(wrapper, 'button', 'Try again').trigger('click')
  await saying(wrapper, '2 links')
})

async function openDevice(wrapper: Opened): Promise<void> {
  const details = wrapper.findAll('details').at(-1)
  if (!details) throw new Error('There is nothing about this device.')
  details.element.open = true
  await details.trigger('toggle')
}

test('nothing is kept on the device until somebody asks; then the next opening reads only what is new', async () => {
  const first = await openShared()
  await saying(first.wrapper, '2 links')
  await openDevice(first.wrapper)
  await byRole(first.wrapper, 'checkbox', 'Keep what was read').setValue(true)
  await saying(first.wrapper, /This chat takes .* here\./)
  first.wrapper.unmount()

  const { portal, wrapper } = await openShared({ [GET]: history([...ROWS, aRow(9, { text: 'https://new.example/' })]) })
  await saying(wrapper, '3 links')
  await saying(wrapper, 'All 6 messages were read.')
  const asked = portal.sent.filter(({ method }) => method === GET).map(({ params }) => params ?? {})
  expect(asked[0]).toMatchObject({ FIRST_ID: 7 })
  // backwards nothing is asked for again
  expect(asked.filter(params => 'LAST_ID' in params)).toEqual([])

  await openDevice(wrapper)
  const dialog = wrapper.find('dialog').element
  vi.spyOn(dialog, 'showModal').mockImplementation(() => dialog.setAttribute('open', ''))
  const button = byRole(wrapper, 'button', 'Remove everything kept here')
  await button.trigger('click')
  await byRole(wrapper, 'button', /^Remove$/).trigger('click')
  // where a dialog that closes leads back to
  if (button.element instanceof HTMLElement) button.element.focus()
  await vi.waitFor(() => expect(byRole(wrapper, 'checkbox', 'Keep what was read').element).toHaveProperty('checked', false))
  await vi.waitFor(() => expect(allByRole(wrapper, 'button', 'Remove everything kept here')).toEqual([]))
  expect(document.activeElement).toBe(byRole(wrapper, 'tabpanel').element)
})

test('a browser that gives no storage is said once, and everything else works', async () => {
  const refuse = () => { throw new DOMException('', 'SecurityError') }
  vi.stubGlobal('indexedDB', { open: refuse, deleteDatabase: refuse })
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  expect(textOf(wrapper).match(/does not let this page store anything/g)).toHaveLength(1)
})

test('where Bitrix24 is busy the box stays, unticked, and the chat is kept once it answers', async () => {
  let isBusy = true
  let kept: unknown = null
  const { portal, wrapper } = await openShared({
    'user.option.get': () => isBusy ? new PortalError('busy', { method: 'user.option.get' }) : kept,
    'user.option.set': ({ options }: { options?: { deviceKey?: unknown } }) => {
      kept = options?.deviceKey
      return true
    },
  })
  vi.spyOn(portal.opening, 'userOption').mockReturnValue(undefined)
  await saying(wrapper, '2 links')
  await openDevice(wrapper)
  const box = wrapper.get<HTMLInputElement>('input[type="checkbox"]')
  await box.setValue(true)
  await saying(wrapper, 'Your Bitrix24 did not answer, so nothing is kept yet.')
  expect([box.element.checked, textOf(wrapper).includes('does not let this page store anything')]).toEqual([false, false])
  isBusy = false
  await box.setValue(true)
  await saying(wrapper, /This chat takes .* here\./)
  expect([box.element.checked, textOf(wrapper).includes('did not answer')]).toEqual([true, false])
})

test.each(['given', 'refused'])('one button removes exports and drafts too, also where nothing of a chat is kept: storage of the archive %s (a10)', async (storage) => {
  const kept = await openKeptExports({ secret: () => Promise.resolve(secretFor(1)) })
  await kept?.store('elsewhere', null).save({ ...beginExport(aPlan()), chunks: 1 }, [{ bytes: new Uint8Array(2_000), messages: 0, firstId: null, lastId: null }])
  const factory = indexedDB
  const refuse = (name: string) => name === 'chatside-archive' ? expect.fail('refused') : name
  if (storage === 'refused') vi.stubGlobal('indexedDB', {
    open: (name: string, version?: number) => factory.open(refuse(name), version),
    deleteDatabase: (name: string) => factory.deleteDatabase(refuse(name)),
  })
  const { wrapper } = await openShared()
  await saying(wrapper, '2 links')
  await vi.waitFor(() => expect(textOf(wrapper).includes('does not let this page store')).toBe(storage === 'refused'))
  await vi.waitFor(() => expect(wrapper.findAll('summary').at(-1)?.text()).toBe('On this device'))
  await openDevice(wrapper)
  const dialog = wrapper.find('dialog').element
  vi.spyOn(dialog, 'showModal').mockImplementation(() => dialog.setAttribute('open', ''))
  await vi.waitFor(() => expect(sessionStorage.length).toBeGreaterThan(0))
  await vi.waitFor(() => byRole(wrapper, 'button', 'Remove everything kept here').trigger('click'))
  await byRole(wrapper, 'button', /^Remove$/).trigger('click')
  await vi.waitFor(async () => expect(await sizeOfExports()).toBe(0))
  expect(sessionStorage.length).toBe(0)
})
