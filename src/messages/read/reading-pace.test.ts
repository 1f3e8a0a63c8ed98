// @vitest-environment node
/** How much a reading requests, and when, depending on the portal's answers. */
import { afterEach, expect, test, vi } from 'vitest'
import { aConversation, DIALOG_ID, type Conversation } from '../../../tests/support/a-conversation.ts'
import type { FaultKind } from '../../../tests/portal/core/faults.ts'
import type { HistoryProgress } from './reading.ts'
import { readWith } from './read-history.ts'

afterEach(() => vi.unstubAllGlobals())

async function readWhole({ clock, door }: Conversation, onProgress?: (progress: HistoryProgress) => void): Promise<number> {
  let read = 0
  for await (const { page } of readWith(clock, door, { dialogId: DIALOG_ID, direction: 'newest-first', ...(onProgress ? { onProgress } : {}) })) read += page.messages.length
  return read
}

/** How many commands each request carried. */
const sizesOf = ({ portal }: Conversation): number[] => portal.log.flatMap(entry => entry.kind === 'rest' ? [entry.commands.length] : [])

/** The reasons for which it waited, one after the other, and how long. */
async function waitsOf(conversation: Conversation): Promise<[string, number][]> {
  const waits: [string, number][] = []
  await readWhole(conversation, ({ waiting }) => {
    if (waiting?.until) waits.push([waiting.reason, waiting.until - conversation.clock.time])
  })
  return waits
}

const strike = (conversation: Conversation, fault: FaultKind, target = 'batch', skip = 2, times = 1): void =>
  conversation.portal.addFault({ side: 'rest', target, fault, skip, times })

test('a portal that is asked too fast is left alone for a while', async () => {
  const conversation = aConversation({ count: 4_000 })
  strike(conversation, { kind: 'http-503' })
  expect(await waitsOf(conversation)).toEqual([['rate-limit', 2_000]])
})

test('working time that is used up is waited for until the portal frees some', async () => {
  const conversation = aConversation({ count: 9_000 })
  strike(conversation, { kind: 'http-429', resetSeconds: null }, 'im.dialog.messages.get', 60)
  const [[reason, ms] = ['', 0]] = await waitsOf(conversation)
  expect(reason).toBe('working-time')
  // the portal names the minute in which the reading began
  expect(ms).toBeGreaterThan(500_000)
  expect(ms).toBeLessThanOrEqual(660_000)
})

test('a whole request that is refused for working time is sent again when the refusal itself says, not when an answer before it said (r18)', async () => {
  const conversation = aConversation({ count: 9_000 })
  strike(conversation, { kind: 'http-429', resetSeconds: 5 })
  const [[reason, ms] = ['', 0], ...others] = (await waitsOf(conversation)).filter(([why]) => why !== 'pace')
  expect(reason).toBe('working-time')
  expect(ms).toBeGreaterThanOrEqual(5_000)
  // the portal names whole seconds, and the reading waits one more
  expect(ms).toBeLessThanOrEqual(7_000)
  expect(others).toEqual([])
})

test('working time is not used up to the end', async () => {
  const conversation = aConversation({ count: 60_000, limits: { workMs: 400, operatingSeconds: 480 } })
  const waits = await waitsOf(conversation)
  expect(waits.map(([reason]) => reason)).toContain('working-time')
  const codes = conversation.portal.log.flatMap(entry => entry.kind === 'rest' ? [entry.code] : [])
  expect(new Set(codes)).toEqual(new Set(['']))
})

test('a slow portal is asked for less at once', async () => {
  const conversation = aConversation({ count: 9_000, limits: { workMs: 1_000, operatingSeconds: null } })
  await readWhole(conversation)
  const sizes = sizesOf(conversation)
  expect(Math.max(...sizes.slice(6))).toBeLessThan(25)
})

test('a request that is not answered in time is tried again, smaller', async () => {
  const conversation = aConversation({ count: 4_000 })
  strike(conversation, { kind: 'silence' })
  expect(await waitsOf(conversation)).toEqual([['trouble', 1_000]])
  const sizes = sizesOf(conversation)
  expect(sizes[3]).toBe(6)
})

test('room is left in the bucket for what the person does', async () => {
  const conversation = aConversation({ count: 3_500, portal: { unresolvedReferences: 'untouched' } })
  const waits = await waitsOf(conversation)
  expect(waits.map(([reason]) => reason)).toContain('pace')
  expect(conversation.portal.log.flatMap(entry => entry.kind === 'rest' ? [entry.status] : []).every(status => status === 200)).toBe(true)
})
