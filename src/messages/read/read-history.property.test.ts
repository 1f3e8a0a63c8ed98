// @vitest-environment node
/**
 * Whatever fails on the way, and whatever is written and deleted meanwhile: every message that existed throughout is read once
 * and in order, and an interrupted reading continues from its last token as if nothing had happened.
 */
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { aConversation, DIALOG_ID, type Conversation } from '../../../tests/support/a-conversation.ts'
import type { Fault, FaultKind } from '../../../tests/portal/core/faults.ts'
import { PortalError } from '../../bitrix24/errors.ts'
import type { HistoryChunk } from './reading.ts'
import { readWith } from './read-history.ts'
import { parseResumeToken, type ResumeToken } from './cursor.ts'

afterEach(() => vi.unstubAllGlobals())

const faultKind: fc.Arbitrary<FaultKind> = fc.oneof(
  fc.constantFrom<FaultKind>(
    { kind: 'http-500' }, { kind: 'http-503' }, { kind: 'cut' }, { kind: 'cut-after' }, { kind: 'expired-token' }, { kind: 'broken-json' }, { kind: 'html' },
    { kind: 'empty' }, { kind: 'unanswered' }, { kind: 'silence' }, { kind: 'http-429', resetSeconds: 40 }, { kind: 'http-429', resetSeconds: null }, { kind: 'latency', ms: 12_000 },
  ),
)
const fault: fc.Arbitrary<Fault> = fc.record({
  side: fc.constant('rest' as const),
  target: fc.constantFrom('im.dialog.messages.get', 'batch', 'im.dialog.get'),
  fault: faultKind,
  skip: fc.nat(60),
  times: fc.integer({ min: 1, max: 3 }),
})

/** Somebody does something when the portal has run so many commands. */
const event = fc.record({ at: fc.nat(90), what: fc.constantFrom('write', 'delete', 'delete-read', 'delete-run'), where: fc.nat(3_000) })

const plan = fc.record({
  count: fc.oneof(fc.nat(160), fc.integer({ min: 1, max: 52 }).map(pages => pages * 50), fc.integer({ min: 1_200, max: 2_700 })),
  unread: fc.constantFrom(0, 0, 3, 49, 50, 51, 130),
  undocumented: fc.record({
    firstIdOrder: fc.constantFrom('oldest-first' as const, 'newest-first' as const),
    zeroCursor: fc.constantFrom('end' as const, 'nothing' as const),
    missingCursor: fc.constantFrom('nothing' as const, 'place' as const),
  }),
  unresolvedReferences: fc.constantFrom('last-value' as const, 'empty' as const),
})

interface Outcome {
  ids: number[]
  /** Ids that were there when the reading began and when it ended. */
  throughout: number[]
  /** Every id that ever was. */
  ever: Set<number>
  /** Written and not deleted before the last request but one. */
  written: number[]
}

function happen(conversation: Conversation, { what, where }: { what: string, where: number }, read: readonly number[]): void {
  const { messages } = conversation.chat
  const removeAt = (position: number): void => {
    if (position >= 0 && position < messages.count) messages.remove(messages.at(position).id)
  }
  if (what === 'write') conversation.write()
  else if (what === 'delete') removeAt(messages.count === 0 ? -1 : where % messages.count)
  else if (what === 'delete-read') read.slice(-1 - where % 40).forEach(id => messages.remove(id))
  else for (let times = 0; times < 60; times += 1) removeAt(messages.count === 0 ? -1 : where % messages.count)
}

const property = fc.record({
  plan, direction: fc.constantFrom('newest-first' as const, 'oldest-first' as const), faults: fc.array(fault, { maxLength: 4 }),
  events: fc.array(event, { maxLength: 6 }), stops: fc.array(fc.nat(30), { maxLength: 2 }), isAhead: fc.boolean(),
})

type Case = typeof property extends fc.Arbitrary<infer Value> ? Value : never

async function play({ plan: { unresolvedReferences, ...rest }, direction, faults, events, stops, isAhead }: Case): Promise<Outcome> {
  const ids: number[] = []
  const ever = new Set<number>()
  const written = new Map<number, number>()
  let commands = 0
  const conversation = aConversation({ ...rest, portal: {
    unresolvedReferences,
    beforeCommand: () => {
      for (const one of events.filter(({ at }) => at === commands)) {
        happen(conversation, one, ids)
        for (const id of conversation.visibleIds()) {
          if (!ever.has(id)) written.set(id, conversation.requests())
          ever.add(id)
        }
      }
      commands += 1
    },
  } })
  const before = conversation.visibleIds()
  for (const id of before) ever.add(id)
  for (const one of faults) conversation.portal.addFault(one)

  let token: ResumeToken | null = null
  const left = [...stops]
  for (let attempts = 0; ; attempts += 1) {
    if (attempts > 30) throw new Error('It never ends')
    const stop = new AbortController()
    const until = left.shift() ?? Infinity
    try {
      let chunks = 0
      for await (const chunk of readWith(conversation.clock, conversation.door, {
        dialogId: DIALOG_ID, direction, isAhead, signal: stop.signal, ...(token ? { resume: token } : {}),
      })) {
        take(chunk)
        chunks += 1
        if (chunks > until) stop.abort(new Error('stopped'))
      }
      break
    } catch (error) {
      // as a person would: continue where it stopped
      if (!(error instanceof PortalError) && !stop.signal.aborted) throw error
    }
  }
  function take(chunk: HistoryChunk): void {
    ids.push(...chunk.page.messages.map(({ id }) => id))
    token = parseResumeToken(JSON.parse(JSON.stringify(chunk.token)))
    if (!token) throw new Error('A token that cannot be read back')
    if (chunk.gaps.length > 0) throw new Error('A gap where every row can be read')
  }
  const after = new Set(conversation.visibleIds())
  return {
    ids,
    throughout: before.filter(id => after.has(id)),
    ever,
    written: [...written].filter(([id, request]) => after.has(id) && request < conversation.requests() - 1).map(([id]) => id),
  }
}

test('every message that existed throughout is read once and in order', async () => {
  await fc.assert(fc.asyncProperty(property, async (one) => {
    const { ids, throughout, ever, written } = await play(one)
    const ascending = one.direction === 'oldest-first' ? ids : [...ids].reverse()
    for (const [index, id] of ascending.entries()) if (index > 0 && id <= (ascending[index - 1] ?? 0)) throw new Error(`${id} twice or out of order`)
    const read = new Set(ids)
    expect(throughout.filter(id => !read.has(id))).toEqual([])
    expect(ids.filter(id => !ever.has(id))).toEqual([])
    if (one.direction === 'oldest-first') expect(written.filter(id => !read.has(id))).toEqual([])
  }), { numRuns: Number(process.env['CHATSIDE_RUNS'] ?? 30) })
})
