// @vitest-environment node
/** Whatever goes wrong on the way, what is exported is what the portal has, or the manifest names exactly what is missing. */
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import type { Fault, FaultKind } from '../../../tests/portal/core/faults.ts'
import { aConversation, DIALOG_ID, type Conversation } from '../../../tests/support/a-conversation.ts'
import { aPlan } from '../../../tests/support/an-export.ts'
import { textOf, unzip } from '../../../tests/support/unzip.ts'
import { PortalError } from '../../bitrix24/errors.ts'
import { isRecord } from '../../lib/is-record.ts'
import { readWith } from '../read/read-history.ts'
import { parseResumeToken } from '../read/cursor.ts'
import { beginExport } from './export-state.ts'
import type { Manifest } from './manifest.ts'
import { packExport } from './pack-export.ts'
import { createMemoryStore } from './chunks.ts'
import { runExport } from './run-export.ts'

afterEach(() => vi.unstubAllGlobals())

const faultKind = fc.constantFrom<FaultKind>(
  { kind: 'http-500' }, { kind: 'http-503' }, { kind: 'cut' }, { kind: 'cut-after' }, { kind: 'expired-token' }, { kind: 'broken-json' }, { kind: 'html' },
  { kind: 'empty' }, { kind: 'unanswered' }, { kind: 'silence' }, { kind: 'http-429', resetSeconds: 40 }, { kind: 'latency', ms: 12_000 },
)
const fault: fc.Arbitrary<Fault> = fc.record({
  side: fc.constant('rest' as const), target: fc.constantFrom('im.dialog.messages.get', 'batch'), fault: faultKind, skip: fc.nat(40), times: fc.integer({ min: 1, max: 3 }),
})

interface Part {
  messages: { id: number, text: string, isSystem: boolean, replyTo: number | null, reactions: { id: number }[], files: { name: string }[] }[]
}

/** Exports the conversation, going on after every failure as a person would; `failAt` are pages behind which the page is closed. */
async function exportOf({ clock, door }: Conversation, failAt: readonly number[] = []): Promise<{ messages: Part['messages'], manifest: Manifest }> {
  const store = createMemoryStore()
  const left = [...failAt]
  let state = beginExport(aPlan({}, { dialogId: DIALOG_ID }))
  for (let tries = 0; !state.isEnd && tries < 60; tries += 1) {
    const closing = new AbortController()
    const until = left.shift() ?? Infinity
    await runExport({
      state, store, signal: closing.signal, onState: (kept) => {
        state = structuredClone(kept)
      },
      read: async function* read(token, signal) {
        const resume = parseResumeToken(token)
        let pages = 0
        for await (const chunk of readWith(clock, door, { dialogId: DIALOG_ID, direction: 'oldest-first', signal, ...(resume ? { resume } : {}) })) {
          yield chunk
          if ((pages += 1) > until) closing.abort()
        }
      },
    }).catch((error: unknown) => {
      if (!(error instanceof PortalError) && !closing.signal.aborted) throw error
    })
  }
  const { blob, manifest } = await packExport({ state, store })
  const files = await unzip(blob)
  const part = manifest.parts.length === 0 ? { messages: [] } : JSON.parse(textOf(files, 'messages-001.json')) as Part // valid by another test
  return { messages: part.messages, manifest }
}

test('through every fault the export is the portal\'s conversation, each message once and as it is there', async () => {
  await fc.assert(fc.asyncProperty(
    fc.oneof(fc.nat(160), fc.integer({ min: 200, max: 700 })), fc.array(fault, { maxLength: 4 }), fc.array(fc.nat(8), { maxLength: 2 }),
    async (count, faults, failAt) => {
      const conversation = aConversation({ count })
      for (const one of faults) conversation.portal.addFault(one)
      const { messages, manifest } = await exportOf(conversation, failAt)
      expect(messages.map(({ id }) => id)).toEqual(conversation.visibleIds())
      expect(manifest).toMatchObject({ isComplete: true, gaps: [], counts: { messages: messages.length } })
      const exported = messages.map(({ id, isSystem, replyTo, reactions, files }) =>
        ({ id, isSystem, replyTo, reactions: reactions.map(one => one.id), files: files.length }))
      expect(exported).toEqual(messages.map(({ id }) => {
        const there = conversation.chat.messages.byId(id)
        return { id, isSystem: there?.authorId === 0, replyTo: there?.replyToId ?? null, reactions: there?.likedBy, files: there?.fileIds.length }
      }))
    },
  ), { numRuns: Number(process.env['CHATSIDE_RUNS'] ?? 15) })
})

/** The same portal, but these messages arrive as rows that nobody can read. */
function withUnreadable(conversation: Conversation, broken: ReadonlySet<number>): Conversation {
  const spoil = (value: unknown): unknown => isRecord(value) && Array.isArray(value['messages'])
    ? { ...value, messages: value['messages'].map((row: unknown) => isRecord(row) && broken.has(Number(row['id'])) ? { ...row, id: 'unreadable' } : row) }
    : value
  return { ...conversation, door: {
    async readBatch(commands, options) {
      const answer = await conversation.door.readBatch(commands, options)
      for (const outcome of Object.values<unknown>(answer.outcomes)) {
        if (isRecord(outcome) && outcome['ok'] === true) outcome['value'] = spoil(outcome['value'])
      }
      return answer
    },
  } }
}

test('the manifest names exactly what nobody could read', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 6, max: 260 }), fc.array(fc.nat(259), { maxLength: 6 }), async (count, positions) => {
    const conversation = aConversation({ count })
    const ids = conversation.visibleIds()
    // the first and the last messages are what the reading begins and ends by
    const missing = new Set(positions.map(position => ids[3 + position % (count - 4)] ?? 0))
    const { messages, manifest } = await exportOf(withUnreadable(conversation, missing))
    expect(messages.map(({ id }) => id)).toEqual(ids.filter(id => !missing.has(id)))
    expect(manifest.isComplete).toBe(missing.size === 0)
    const lies = (id: number, { afterId, beforeId }: Manifest['gaps'][number]): boolean => id > (afterId ?? 0) && id < (beforeId ?? Infinity)
    for (const id of missing) expect(manifest.gaps.filter(gap => lies(id, gap))).toHaveLength(1)
    for (const gap of manifest.gaps) expect([...missing].filter(id => lies(id, gap))).toHaveLength(gap.rows ?? -1)
  }), { numRuns: 15 })
})
