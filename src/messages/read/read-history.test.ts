// @vitest-environment node
/** A whole reading against the simulated portal; what happens meanwhile is in read-history.property.test.ts. */
import { afterEach, expect, test, vi } from 'vitest'
import { aConversation, DIALOG_ID, type Conversation, type ConversationPlan } from '../../../tests/support/a-conversation.ts'
import type { Undocumented } from '../../../tests/portal/core/world/undocumented.ts'
import type { HistoryChunk, HistoryQuery } from './reading.ts'
import { readWith } from './read-history.ts'

afterEach(() => vi.unstubAllGlobals())

const DIRECTIONS = ['newest-first', 'oldest-first'] as const

async function readAll({ clock, door }: Conversation, query: Partial<HistoryQuery> = {}): Promise<HistoryChunk[]> {
  const chunks: HistoryChunk[] = []
  for await (const chunk of readWith(clock, door, { dialogId: DIALOG_ID, direction: 'newest-first', ...query })) chunks.push(chunk)
  return chunks
}

const idsOf = (chunks: readonly HistoryChunk[]): number[] => chunks.flatMap(({ page }) => page.messages.map(({ id }) => id))

const inDirection = (ids: readonly number[], direction: HistoryQuery['direction']): number[] =>
  direction === 'oldest-first' ? [...ids] : [...ids].reverse()

const PLANS: [string, ConversationPlan][] = [
  ['an empty chat', { count: 0 }],
  ['a single message', { count: 1 }],
  ['two messages', { count: 2 }],
  ['exactly a page', { count: 50 }],
  ['a page and one', { count: 51 }],
  ['exactly two pages', { count: 100 }],
  ['a few thousand', { count: 2_723 }],
  ['few unread', { count: 500, unread: 7 }],
  ['more unread than a page', { count: 800, unread: 333 }],
  ['everything unread', { count: 400, unread: 400 }],
  ['history hidden from who joined later', { count: 700, hiddenBefore: 340 }],
  ['history kept back by the plan', { count: 700, limitedBefore: 512 }],
]

const UNDOCUMENTED: Undocumented[] = [
  {}, { firstIdOrder: 'newest-first' }, { zeroCursor: 'nothing' }, { missingCursor: 'place' }, { firstIdOrder: 'newest-first', zeroCursor: 'nothing' },
]

test.each(PLANS.flatMap(([name, plan]) => UNDOCUMENTED.map(undocumented => [name, JSON.stringify(undocumented), { ...plan, undocumented }] as const)))(
  '%s is read whole in either direction, %s', async (_name, _kind, plan) => {
    for (const direction of DIRECTIONS) {
      const conversation = aConversation(plan)
      const chunks = await readAll(conversation, { direction })
      expect(idsOf(chunks)).toEqual(inDirection(conversation.visibleIds(), direction))
      expect(chunks.filter(({ isEnd }) => isEnd)).toEqual(chunks.slice(-1))
      expect(chunks.flatMap(({ gaps }) => gaps)).toEqual([])
    }
  })

test.each(['last-value', 'empty', 'untouched'] as const)('a portal that makes %s of references is read whole', async (unresolvedReferences) => {
  for (const direction of DIRECTIONS) {
    const conversation = aConversation({ count: 1_234, portal: { unresolvedReferences } })
    expect(idsOf(await readAll(conversation, { direction }))).toEqual(inDirection(conversation.visibleIds(), direction))
  }
})

test('where references lead nowhere, pages are asked for one by one', async () => {
  const conversation = aConversation({ count: 1_000, portal: { unresolvedReferences: 'untouched' } })
  await readAll(conversation)
  const pages = conversation.portal.log.flatMap(entry => entry.kind === 'rest' ? [entry.commands.length] : [])
  expect(pages.slice(5, -1).every(count => count === 1)).toBe(true)
})

test.each([['newest-first', 40_000, 22], ['oldest-first', 20_000, 16]] as const)('%s, %d messages take at most %d requests and none is refused', async (direction, count, most) => {
  const conversation = aConversation({ count, unread: 37 })
  let read = 0
  for await (const { page } of readWith(conversation.clock, conversation.door, { dialogId: DIALOG_ID, direction })) read += page.messages.length
  expect(read).toBe(count)
  expect(conversation.requests()).toBeLessThanOrEqual(most)
  expect(conversation.portal.log.filter(entry => entry.kind === 'rest' && entry.status !== 200)).toEqual([])
})
