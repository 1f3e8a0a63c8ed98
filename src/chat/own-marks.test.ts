import 'fake-indexeddb/auto'
import { createPinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { withDeviceKey } from '../../tests/support/a-device-key.ts'
import { aPortal } from '../../tests/support/a-portal.ts'
import { portalKey } from '../bitrix24/index.ts'
import { useOwnMarks } from './own-marks-store.ts'
import { changeOwnMarks, NO_MARKS, readOwnMarks, sizeOfOwnMarks, type OwnMarks } from './own-marks.ts'
import { clearViews, sizeOfViews } from './view-keeper.ts'

const ANNA = 5

beforeEach(clearViews)

const a = (personId = ANNA, app: Record<string, unknown> = {}) => aPortal({ opening: { ...withDeviceKey(personId), appOption: name => app[name] } })
const marked = (ticked: readonly number[]): OwnMarks => ({ ticked, before: { messageId: 3, at: 1_000 }, last: { messageId: 9, at: 2_000 } })
const keep = (portal: ReturnType<typeof a>, dialogId = 'chat7', marks = marked([4, 2])) => changeOwnMarks(portal, { dialogId, viewerId: ANNA, make: () => marks })

/** As any page of the origin can read them. */
async function raw(): Promise<{ name: string, day: number, sealed: ArrayBuffer }[]> {
  const asked = indexedDB.open('chatside-marks')
  await new Promise((resolve) => { asked.onsuccess = resolve })
  const all = asked.result.transaction('marks').objectStore('marks').getAll()
  await new Promise((resolve) => { all.onsuccess = resolve })
  asked.result.close()
  return all.result
}

test('marks come back beside the same chat, for the same person, and for nobody else', async () => {
  expect(await keep(a())).toBe(true)
  expect(await readOwnMarks(a(), 'chat7')).toEqual(marked([4, 2]))
  expect(await readOwnMarks(a(), 'chat8')).toEqual(NO_MARKS)
  expect(await readOwnMarks(a(6), 'chat7')).toEqual(NO_MARKS)
})

test('neither the chat nor a message can be read from what lies on the device', async () => {
  await keep(a(), 'chat1489', marked([123_456]))
  const [record] = await raw()
  const bytes = new TextDecoder('latin1').decode(record?.sealed)
  expect(record?.name).not.toContain('1489')
  expect(bytes).not.toMatch(/ticked|123456|before/)
  expect(Object.keys(record ?? {}).sort()).toEqual(['day', 'name', 'sealed'])
})

test('how many were ticked off cannot be told from the length', async () => {
  await keep(a(), 'chat7', marked([]))
  await keep(a(), 'chat8', marked(Array.from({ length: 100 }, (_unused, index) => 1_000 + index)))
  const [one, other] = await raw()
  expect(one?.sealed.byteLength).toBe(other?.sealed.byteLength)
})

test('of one chat the last thousand ticks are kept, and of all the last two hundred chats', async () => {
  const many = Array.from({ length: 1_100 }, (_unused, index) => index + 1)
  await keep(a(), 'chat7', marked(many))
  expect((await readOwnMarks(a(), 'chat7')).ticked).toEqual(many.slice(-1_000))
  for (let chat = 1; chat <= 210; chat += 1) await keep(a(), `chat${chat}`)
  expect(await raw()).toHaveLength(200)
  expect(await readOwnMarks(a(), 'chat210')).toEqual(marked([4, 2]))
})

test('the button that removes everything kept here counts them and takes them away', async () => {
  await keep(a())
  expect(await sizeOfViews()).toBe(await sizeOfOwnMarks())
  expect(await sizeOfOwnMarks()).toBeGreaterThan(1_000)
  await clearViews()
  expect(await raw()).toEqual([])
})

test('where an administrator lets browsers keep nothing, nothing is kept or read', async () => {
  await keep(a())
  const forbidden = a(ANNA, { keepViews: 'no' })
  expect(await readOwnMarks(forbidden, 'chat7')).toEqual(NO_MARKS)
  expect(await keep(forbidden, 'chat9')).toBe(false)
  expect(await raw()).toHaveLength(1)
})

test('what was changed on the device is no mark', async () => {
  await keep(a())
  const [record] = await raw()
  const asked = indexedDB.open('chatside-marks')
  await new Promise((resolve) => { asked.onsuccess = resolve })
  const bytes = new Uint8Array(record?.sealed ?? new ArrayBuffer(0)).map((byte, index) => index === 99 ? byte ^ 1 : byte)
  const change = asked.result.transaction('marks', 'readwrite')
  change.objectStore('marks').put({ ...record, sealed: bytes.buffer })
  await new Promise((resolve) => { change.oncomplete = resolve })
  asked.result.close()
  expect(await readOwnMarks(a(), 'chat7')).toEqual(NO_MARKS)
})

test('no connection stays open when what was asked for is read or kept', async () => {
  const opened = vi.spyOn(indexedDB, 'open')
  const closed = vi.spyOn(IDBDatabase.prototype, 'close')
  for (let count = 0; count < 3; count += 1) {
    await keep(a())
    await readOwnMarks(a(), 'chat7')
  }
  await vi.waitFor(() => expect(closed.mock.calls.length).toBe(opened.mock.calls.length))
  expect(opened).toHaveBeenCalledTimes(6)
  vi.restoreAllMocks()
})

const OWNER = { dialogId: 'chat7', viewerId: ANNA }

/** One frame of the chat: the sidebar, or the wide view. */
async function aFrame(portal = a()) {
  const pinia = createPinia()
  const app = createApp({}).use(pinia)
  app.provide(portalKey, portal)
  const store = app.runWithContext(() => useOwnMarks(pinia))
  await store.open(OWNER)
  return store
}

test('what was ticked off in another frame is there when the panel is opened again, and what was ticked off here last', async () => {
  const sidebar = await aFrame()
  const wide = await aFrame()
  wide.tick(4, true)
  wide.look(9, 2_000)
  await wide.settled()
  sidebar.tick(5, true)
  await sidebar.open(OWNER)
  expect(sidebar.marks).toEqual({ ticked: [4, 5], before: null, last: { messageId: 9, at: 2_000 } })
})

test('what is ticked off in two frames at once is kept of both', async () => {
  const frames = [await aFrame(), await aFrame()]
  frames.forEach((frame, index) => frame.tick(index + 4, true))
  await Promise.all(frames.map(frame => frame.settled()))
  expect([...(await readOwnMarks(a(), 'chat7')).ticked].sort()).toEqual([4, 5])
})

test('what is ticked off while the marks are read stays so', async () => {
  const store = await aFrame()
  const opening = store.open(OWNER)
  await Promise.resolve()
  store.tick(4, true)
  await opening
  expect(store.marks.ticked).toEqual([4])
})

test('what the device does not keep is there when the panel is opened again', async () => {
  const store = await aFrame(a(ANNA, { keepViews: 'no' }))
  store.tick(4, true)
  await store.open(OWNER)
  expect(store.marks.ticked).toEqual([4])
})
