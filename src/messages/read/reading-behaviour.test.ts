// @vitest-environment node
/** How a reading treats the person and the portal while it runs. */
import { afterEach, expect, test, vi } from 'vitest'
import { aConversation, DIALOG_ID, type Conversation } from '../../../tests/support/a-conversation.ts'
import { TEST_NOW } from '../../../tests/portal/core/rest/test-world.ts'
import { isRecord } from '../../lib/is-record.ts'
import { createReadingControl, type HistoryChunk, type HistoryProgress, type HistoryQuery } from './reading.ts'
import { readWith } from './read-history.ts'

afterEach(() => vi.unstubAllGlobals())

const MINUTE = 60_000

const start = ({ clock, door }: Pick<Conversation, 'clock' | 'door'>, query: Partial<HistoryQuery> = {}) =>
  readWith(clock, door, { dialogId: DIALOG_ID, direction: 'newest-first', ...query })

async function readAll(conversation: Pick<Conversation, 'clock' | 'door'>, query: Partial<HistoryQuery> = {}): Promise<HistoryChunk[]> {
  const chunks: HistoryChunk[] = []
  for await (const chunk of start(conversation, query)) chunks.push(chunk)
  return chunks
}

const idsOf = (chunks: readonly HistoryChunk[]): number[] => chunks.flatMap(({ page }) => page.messages.map(({ id }) => id))

test('one request is under way at a time', async () => {
  const conversation = aConversation({ count: 6_000 })
  let under = 0
  let most = 0
  const door: Conversation['door'] = {
    readBatch: async (commands, options) => {
      under += 1
      most = Math.max(most, under)
      try {
        return await conversation.door.readBatch(commands, options)
      } finally {
        under -= 1
      }
    },
  }
  await readAll({ ...conversation, door })
  expect(most).toBe(1)
})

test('a reading ends at once, without waiting for the request under way', async () => {
  const { clock } = aConversation({ count: 500 })
  const stop = new AbortController()
  const door: Conversation['door'] = { readBatch: (_commands, { signal } = {}) => new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error))
  }) }
  const first = start({ clock, door }, { signal: stop.signal }).next()
  stop.abort(new Error('enough'))
  await expect(first).rejects.toThrow('enough')
})

test('a reading that waits ends at once', async () => {
  const conversation = aConversation({ count: 500 })
  conversation.portal.addFault({ side: 'rest', target: 'batch', fault: { kind: 'http-503' }, times: 1 })
  const stop = new AbortController()
  const clock = { ...conversation.clock, wait: (_ms: number, signal: AbortSignal | undefined) => new Promise<void>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error))
    stop.abort(new Error('enough'))
  }) }
  await expect(start({ ...conversation, clock }, { signal: stop.signal }).next()).rejects.toThrow('enough')
})

test('a signal that has fired already sends nothing', async () => {
  const conversation = aConversation({ count: 5 })
  await expect(start(conversation, { signal: AbortSignal.abort(new Error('enough')) }).next()).rejects.toThrow('enough')
  expect(conversation.requests()).toBe(0)
})

test('a held reading hands nothing on and asks for nothing until it is released', async () => {
  const conversation = aConversation({ count: 3_000 })
  const control = createReadingControl()
  const told: HistoryProgress[] = []
  const reading = start(conversation, { control, onProgress: progress => told.push(progress) })
  await reading.next()
  control.pause()
  const requests = conversation.requests()
  const next = reading.next()
  await vi.waitFor(() => expect(told.at(-1)?.waiting).toEqual({ reason: 'paused', until: null }))
  expect(conversation.requests()).toBe(requests)
  control.resume()
  expect((await next).value).toMatchObject({ isEnd: false })
  expect(told.at(-1)?.waiting).toBeNull()
})

test('a held reading can be ended', async () => {
  const conversation = aConversation({ count: 100 })
  const control = createReadingControl()
  control.pause()
  const stop = new AbortController()
  const first = start(conversation, { control, signal: stop.signal }).next()
  stop.abort(new Error('enough'))
  await expect(first).rejects.toThrow('enough')
})

test('progress says how far it is, of how many, and is right in the end', async () => {
  const conversation = aConversation({ count: 2_000 })
  const told: HistoryProgress[] = []
  await readAll(conversation, { onProgress: progress => told.push(progress) })
  const reads = told.map(({ read }) => read)
  expect(reads).toEqual([...reads].sort((one, other) => one - other))
  expect(told.at(-1)).toMatchObject({
    read: 2_000, estimate: 2_000, dateReached: TEST_NOW - 2_000 * MINUTE, requests: conversation.requests(), isHistoryLimited: false,
  })
})

test('an estimate is never less than what was read, and none is made between dates', async () => {
  const conversation = aConversation({ count: 400 })
  const told: HistoryProgress[] = []
  await readAll(conversation, { messageCount: 10, onProgress: progress => told.push(progress) })
  expect(told.every(({ estimate, read }) => estimate === null || estimate >= read)).toBe(true)
  told.length = 0
  await readAll(conversation, { since: TEST_NOW - 50 * MINUTE, onProgress: progress => told.push(progress) })
  expect(new Set(told.map(({ estimate }) => estimate))).toEqual(new Set([null]))
})

test('a plan that keeps history back is reported', async () => {
  const chunks = await readAll(aConversation({ count: 300, limitedBefore: 200 }))
  expect(chunks.at(-1)).toMatchObject({ isEnd: true, isHistoryLimited: true })
  expect(idsOf(chunks)).toHaveLength(100)
})

test.each(['newest-first', 'oldest-first'] as const)('%s between dates brings exactly what was written then', async (direction) => {
  const conversation = aConversation({ count: 3_000 })
  const [since, until] = [TEST_NOW - 900 * MINUTE, TEST_NOW - 400 * MINUTE]
  const chunks = await readAll(conversation, { direction, since, until })
  expect([...idsOf(chunks)].sort((one, other) => one - other)).toEqual(Array.from({ length: 500 }, (_unused, index) => conversation.idAt(2_100 + index)))
  expect(chunks.filter(({ isEnd }) => isEnd)).toHaveLength(1)
})

test.each(['newest-first', 'oldest-first'] as const)('%s between dates long ago does not read what lies before them', async (direction) => {
  const conversation = aConversation({ count: 30_000 })
  const from = TEST_NOW - 15_000 * MINUTE
  expect(idsOf(await readAll(conversation, { direction, since: from, until: from + 300 * MINUTE }))).toHaveLength(300)
  expect(conversation.requests()).toBeLessThanOrEqual(4)
})

test('a search that finds nothing, or what is not there, is not believed', async () => {
  const conversation = aConversation({ count: 1_000 })
  for (const messages of [[], [{ id: conversation.idAt(20) }], [{ id: 5 }], ['x']]) {
    const door: Conversation['door'] = {
      readBatch: async (commands, options) => {
        const answer = await conversation.door.readBatch(commands, options)
        for (const [name, outcome] of Object.entries<unknown>(answer.outcomes)) {
          if (name === 'hint' && isRecord(outcome)) Object.assign(outcome, { ok: true, value: { messages } })
        }
        return answer
      },
    }
    const until = TEST_NOW - 500 * MINUTE
    expect(idsOf(await readAll({ ...conversation, door }, { until }))).toHaveLength(500)
  }
})

test.each([['newest-first', 699, 0], ['oldest-first', 701, 999]] as const)('%s from a message on begins right behind it', async (direction, first, last) => {
  const conversation = aConversation({ count: 1_000 })
  const ids = idsOf(await readAll(conversation, { direction, fromMessageId: conversation.idAt(700) }))
  expect([ids[0], ids.at(-1)]).toEqual([conversation.idAt(first), conversation.idAt(last)])
})

test('from a message that no longer exists, what follows it is found', async () => {
  const conversation = aConversation({ count: 3_000 })
  conversation.chat.messages.remove(conversation.idAt(1_500))
  const ids = idsOf(await readAll(conversation, { fromMessageId: conversation.idAt(1_500) }))
  expect([ids[0], ids.length]).toEqual([conversation.idAt(1_499), 1_500])
})

test('the token of another chat is refused', async () => {
  const conversation = aConversation({ count: 10 })
  const [first] = await readAll(conversation)
  await expect(start(conversation, { dialogId: 'chat11', ...(first ? { resume: first.token } : {}) }).next()).rejects.toThrow(RangeError)
})

test('a finished reading is not read again', async () => {
  const conversation = aConversation({ count: 10 })
  const token = (await readAll(conversation)).at(-1)?.token
  const requests = conversation.requests()
  expect(await readAll(conversation, token ? { resume: token } : {})).toMatchObject([{ isEnd: true, page: { messages: [] } }])
  expect(conversation.requests()).toBe(requests)
})

test.each([['http-500', 'unknown'], ['cut', 'offline'], ['html', 'bad-answer'], ['expired-token', 'session-expired']] as const)(
  'a portal with %s for ever ends the reading as %s', async (kind, expected) => {
    const conversation = aConversation({ count: 100 })
    conversation.portal.addFault({ side: 'rest', target: '*', fault: { kind }, times: null })
    await expect(readAll(conversation)).rejects.toMatchObject({ kind: expected })
    expect(conversation.requests()).toBeLessThan(10)
  })

test('no access ends the reading at once', async () => {
  const conversation = aConversation({ count: 100 })
  await expect(readAll(conversation, { dialogId: 'chat404' })).rejects.toMatchObject({ kind: 'no-access' })
  expect(conversation.requests()).toBe(1)
})

test('rows that nobody can read are named by their neighbours', async () => {
  const conversation = aConversation({ count: 260 })
  const spoilt = new Set([3, 4, 100, 259].map(conversation.idAt))
  const door: Conversation['door'] = {
    readBatch: async (commands, options) => {
      const answer = await conversation.door.readBatch(commands, options)
      for (const outcome of Object.values<unknown>(answer.outcomes)) {
        if (!isRecord(outcome) || !isRecord(outcome['value']) || !Array.isArray(outcome['value']['messages'])) continue
        for (const row of outcome['value']['messages']) if (isRecord(row) && spoilt.has(Number(row['id']))) row['id'] = 'secret'
      }
      return answer
    },
  }
  const chunks = await readAll({ ...conversation, door }, { direction: 'oldest-first' })
  const at = conversation.idAt
  expect(chunks.flatMap(({ gaps }) => gaps)).toEqual([
    { afterId: at(2), beforeId: at(5), rows: 2 }, { afterId: at(99), beforeId: at(101), rows: 1 }, { afterId: at(258), beforeId: null, rows: 1 },
  ])
  expect(idsOf(chunks)).toHaveLength(256)
})
