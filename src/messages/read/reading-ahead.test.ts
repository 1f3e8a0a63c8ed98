// @vitest-environment node
/** What a reading that asks ahead requests, and when. That it reads the same is in read-history.property.test.ts. */
import { afterEach, expect, test, vi } from 'vitest'
import { aConversation, DIALOG_ID, type Conversation } from '../../../tests/support/a-conversation.ts'
import { TEST_NOW } from '../../../tests/portal/core/rest/test-world.ts'
import { createReadingControl, type HistoryProgress, type HistoryQuery } from './reading.ts'
import { readWith } from './read-history.ts'

afterEach(() => vi.unstubAllGlobals())

const COUNT = 9_000
const MINUTE = 60_000

const start = ({ clock, door }: Pick<Conversation, 'clock' | 'door'>, query: Partial<HistoryQuery> = {}) =>
  readWith(clock, door, { dialogId: DIALOG_ID, direction: 'newest-first', isAhead: true, ...query })

test('the next pages are asked for while those before are being used, and no more', async () => {
  const conversation = aConversation({ count: COUNT })
  const reading = start(conversation)
  await reading.next()
  const begun = conversation.requests()
  // the first of many pages
  await reading.next()
  await vi.waitFor(() => expect(conversation.requests()).toBe(begun + 2))
  for (let pages = 0; pages < 20; pages += 1) await reading.next()
  expect(conversation.requests()).toBe(begun + 2)
  await reading.return()
})

test('what is under way is given up when the reading is left', async () => {
  const conversation = aConversation({ count: COUNT })
  const signals: AbortSignal[] = []
  const door: Conversation['door'] = { readBatch: (commands, options) => {
    if (options?.signal) signals.push(options.signal)
    return conversation.door.readBatch(commands, options)
  } }
  const reading = start({ ...conversation, door })
  await reading.next()
  await reading.next()
  expect(signals.at(-1)?.aborted).toBe(false)
  await reading.return()
  expect(signals.at(-1)?.aborted).toBe(true)
})

test('nothing is asked for behind the last date', async () => {
  async function requestsOf(query: Partial<HistoryQuery>): Promise<number> {
    const conversation = aConversation({ count: COUNT })
    for await (const { page } of start(conversation, { since: TEST_NOW - 700 * MINUTE, ...query })) void page
    return conversation.requests()
  }
  expect(await requestsOf({ isAhead: true })).toBe(await requestsOf({ isAhead: false }))
})

test('what came before a refusal is handed on, and then the refusal', async () => {
  const conversation = aConversation({ count: COUNT })
  const reading = start(conversation)
  await reading.next()
  await reading.next()
  conversation.chat.members.remove(1)
  let pages = 0
  await expect((async () => {
    for await (const { page } of reading) pages += page.messages.length > 0 ? 1 : 0
  })()).rejects.toMatchObject({ kind: 'no-access' })
  expect(pages).toBeGreaterThan(20)
})

test('what the request ahead waits for is said again after a pause', async () => {
  const conversation = aConversation({ count: COUNT })
  const clock = { ...conversation.clock, wait: () => new Promise<void>(() => undefined) }
  const control = createReadingControl()
  const told: HistoryProgress[] = []
  const reason = () => told.at(-1)?.waiting?.reason
  const reading = start({ ...conversation, clock }, { control, onProgress: progress => told.push(progress) })
  await reading.next()
  conversation.portal.addFault({ side: 'rest', target: 'batch', fault: { kind: 'http-503' }, times: 1, skip: 1 })
  await reading.next()
  await vi.waitFor(() => expect(reason()).toBe('rate-limit'))
  control.pause()
  const next = reading.next()
  await vi.waitFor(() => expect(reason()).toBe('paused'))
  control.resume()
  await next
  expect(reason()).toBe('rate-limit')
  await reading.return()
})
