import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { aConversation, DIALOG_ID } from '../../../tests/support/a-conversation.ts'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { aFile, aMessage, aPage } from '../../../tests/support/history.ts'
import { portalKey } from '../../bitrix24/index.ts'
import { createArchiveService } from './archive-service.ts'
import { openDisk } from './disk.ts'
import { NOTHING_READ, type ArchiveNews, type ArchiveStatus } from './protocol.ts'
import { useReading, type ReadTarget } from './use-reading.ts'

const KEY = { origin: 'https://demo.bitrix24.com', personId: 1, chatId: 7, secret: secretFor(1) }

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => vi.unstubAllGlobals())

/** A service that holds the messages 1 to 3, and what it holds. */
async function aServiceOfThree() {
  const service = createArchiveService(openDisk())
  await service.open(KEY)
  await service.append({ page: aPage([1, 2, 3].map(id => aMessage({ id }))), mark: NOTHING_READ, readAt: 10 })
  return { service, ids: async () => [...await service.filter({ order: 'oldest' })] }
}

const someNews = (news: Partial<ArchiveNews>): ArchiveNews => ({
  after: 3, added: aPage([]), isGap: false, changed: aPage([]), deleted: [], end: null, readAt: 20, ...news,
})

test('what continues where the archive ends is appended; what leaves a hole, or is not all, is not', async () => {
  const { service, ids } = await aServiceOfThree()
  expect((await service.follow(someNews({ after: 5, added: aPage([aMessage({ id: 6 })]) }))).isJoined).toBe(false)
  expect((await service.follow(someNews({ isGap: true, added: aPage([aMessage({ id: 4 })]) }))).isJoined).toBe(false)
  expect(await ids()).toEqual([1, 2, 3])
  expect((await service.follow(someNews({ added: aPage([aMessage({ id: 4 })]) }))).isJoined).toBe(true)
  expect(await ids()).toEqual([1, 2, 3, 4])
})

test('who deleted the newest message left no hole', async () => {
  const { service, ids } = await aServiceOfThree()
  await service.follow(someNews({ deleted: [3] }))
  expect((await service.follow(someNews({ added: aPage([aMessage({ id: 4 })]), readAt: 30 }))).isJoined).toBe(true)
  expect(await ids()).toEqual([1, 2, 4])
})

test('news without anything new to this archive change nothing', async () => {
  const { service } = await aServiceOfThree()
  const { version } = await service.clear(null)
  const same = await service.follow(someNews({ changed: aPage([aMessage({ id: 2 })]), deleted: [9] }))
  expect(same.status.version).toBe(version)
})

test('what somebody deleted, or wrote otherwise, leaves neither its file nor its words for an address', async () => {
  const { service } = await aServiceOfThree()
  const page = aPage([aMessage({ id: 4, fileIds: [7] }), aMessage({ id: 5, text: '[url=https://example.com]Salaries[/url]' })], { files: [aFile({ id: 7 })] })
  await service.append({ page, mark: NOTHING_READ, readAt: 10 })
  await service.follow(someNews({ after: 5, deleted: [4], changed: aPage([aMessage({ id: 5, text: '[url=https://example.com]Figures[/url]' })]) }))
  const files = await service.ask({ question: 'sharedFiles', params: { text: '', kind: null, isDuplicate: false, sort: 'recent', limit: 9 } })
  const links = await service.ask({ question: 'sharedLinks', params: { text: '', sort: 'recent', limit: 9 } })
  expect([files, links]).toMatchObject([{ files: 0 }, { rows: [{ label: 'Figures' }] }])
})

test('what a beat brought is there when the chat is opened from the device again', async () => {
  const { service } = await aServiceOfThree()
  await service.keep(KEY.secret)
  await service.follow(someNews({ added: aPage([aMessage({ id: 4 })]), changed: aPage([aMessage({ id: 2, likedBy: [1] })]), deleted: [3] }))
  const again = createArchiveService(openDisk())
  await again.open(KEY)
  const { messages } = await again.messages({ ids: [1, 2, 3, 4] })
  expect(messages.map(({ id, likedBy }) => [id, likedBy])).toEqual([[1, []], [2, [1]], [4, []]])
})

/** A window in which a hundred messages came one by one, each of them kept at once. */
async function aServiceOfMany() {
  const { service } = await aServiceOfThree()
  await service.keep(KEY.secret)
  for (let id = 4; id <= 100; id += 1) await service.follow(someNews({ after: id - 1, added: aPage([aMessage({ id })]), readAt: id * 10 }))
  const { status } = await service.follow(someNews({ deleted: [2], changed: aPage([aMessage({ id: 1, likedBy: [1] })]), readAt: 2_000 }))
  return { service, bytes: status.disk.bytes }
}

async function openAgain() {
  const service = createArchiveService(openDisk())
  const { disk } = await service.open(KEY)
  return { service, disk, page: await service.messages({ ids: [...await service.filter({ order: 'oldest' })] }) }
}

test('what came one by one takes no more room after an opening than what is kept at once, and another window goes on with it', async () => {
  const { service, bytes } = await aServiceOfMany()
  const held = await service.messages({ ids: [...await service.filter({ order: 'oldest' })] })
  const opened = await openAgain()
  expect(opened.page).toEqual(held)
  expect(bytes).toBeGreaterThan(1_600_000)
  const added = aPage([aMessage({ id: 101 })])
  expect((await service.follow(someNews({ after: 100, added, readAt: 3_000 }))).status.disk).toMatchObject({ state: 'kept', bytes: opened.disk.bytes + 16_412 })
  const { messages } = (await openAgain()).page
  expect(messages).toEqual([...held.messages, ...added.messages])
  expect(opened.disk.bytes).toBe((await opened.service.keep(KEY.secret)).disk.bytes)
})

test('where the browser has no room for writing what came one by one anew, all of it stays as it was', async () => {
  const { bytes } = await aServiceOfMany()
  const { put: write } = IDBObjectStore.prototype
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === 'blocks') throw new DOMException('', 'QuotaExceededError')
    return write.apply(this, given)
  })
  const refused = await openAgain()
  put.mockRestore()
  expect(refused.disk).toMatchObject({ state: 'kept', bytes })
  expect(await openAgain()).toMatchObject({ page: refused.page })
})

test('once the plan limits the history no more, a kept chat is not complete until its old messages are read', async () => {
  const { chat, door } = aConversation({ count: 60, limitedBefore: 50 })
  /** Opens what is kept, and reads. */
  async function read(...targets: ReadTarget['to'][]): Promise<ArchiveStatus> {
    const service = createArchiveService(openDisk())
    let status = await service.open(KEY)
    const app = createApp({}).provide(portalKey, { ...aPortal({ answers: {} }), ...door })
    const reader = app.runWithContext(() => useReading({
      now: Date.now,
      status: () => status,
      append: async (page, mark, readAt) => status = await service.append({ page, mark, readAt }),
      onCaughtUp: () => undefined,
    }))
    for (const to of targets) await reader.read({ dialogId: DIALOG_ID, chatId: 10, viewerId: 1, messageCount: null }, { to } as ReadTarget)
    expect(reader.reading.value.state).toBe('resting')
    return status.disk.state === 'off' ? await service.keep(KEY.secret) : status
  }
  const whole = { isComplete: true, isHistoryLimited: false }
  expect(await read('everything')).toMatchObject({ messages: 10, mark: { isComplete: true, isHistoryLimited: true } })
  chat.historyLimitedBeforeId = null
  expect(await read('news')).toMatchObject({ messages: 10, mark: { ...whole, isComplete: false } })
  expect(await read()).toMatchObject({ messages: 10, mark: { ...whole, isComplete: false } })
  expect(await read('everything')).toMatchObject({ messages: 60, mark: whole })
  expect(await read()).toMatchObject({ messages: 60, mark: whole })
})
