// @vitest-environment node
/**
 * Whatever an archive holds of a chat, whatever changed since and becomes of it meanwhile: the export has every message once and in order,
 * what is held as it is there, everything else as the portal has it.
 */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { aConversation, DIALOG_ID, type Conversation } from '../../../tests/support/a-conversation.ts'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { aMessage, aPlan } from '../../../tests/support/an-export.ts'
import { textOf, unzip } from '../../../tests/support/unzip.ts'
import { createArchiveService, type ArchiveService } from '../keep/archive-service.ts'
import { openDisk } from '../keep/disk.ts'
import { heldIn } from '../keep/protocol.ts'
import { createReadingControl } from '../read/index.ts'
import { readWith } from '../read/read-history.ts'
import { createMemoryStore } from './chunks.ts'
import { beginExport } from './export-state.ts'
import type { Manifest } from './manifest.ts'
import { packExport } from './pack-export.ts'
import { readForExport, type ExportSource } from './read-for-export.ts'
import { runExport } from './run-export.ts'

afterEach(() => vi.unstubAllGlobals())

const KEY = { origin: 'https://demo.bitrix24.com', personId: 1, chatId: 10, secret: secretFor(1) }
const AS_OF = Date.UTC(2026, 2, 1)

interface Row {
  id: number
  text: string
}

/** Reads so many of the newest messages into an archive; all of them complete it. */
async function anArchive({ clock, door, visibleIds }: Conversation, share: number, isFromDisk = false): Promise<{ service: ArchiveService, rows: Row[] }> {
  const service = createArchiveService(openDisk())
  await service.open(KEY)
  const total = visibleIds().length
  let left = Math.round(total * share)
  const isComplete = left === total
  const rows: Row[] = []
  for await (const { page } of readWith(clock, door, { dialogId: DIALOG_ID, direction: 'newest-first' })) {
    const messages = page.messages.slice(0, left)
    left -= messages.length
    rows.unshift(...messages.map(({ id, text }) => ({ id, text })).reverse())
    const mark = { isComplete: isComplete && left === 0, isHistoryLimited: false, unreadable: 0, asOf: AS_OF }
    await service.append({ page: { ...page, messages }, mark, readAt: AS_OF })
    if (left === 0) break
  }
  if (!isFromDisk) return { service, rows }
  // as a page finds it that has opened nothing yet
  await service.keep(KEY.secret)
  const later = createArchiveService(openDisk())
  await later.open(KEY)
  return { service: later, rows }
}

interface Play {
  conversation: Conversation
  service: ArchiveService
  since: number | null
  until: number | null
  /** What becomes of the archive before a page of it is asked for. */
  lose: (page: number) => Promise<void>
  /** Steps behind which the page is closed. */
  closeAt: readonly number[]
}

/** Exports, going on whenever the page was closed. */
async function exportOf({ conversation: { clock, door }, service, since, until, lose, closeAt }: Play) {
  const store = createMemoryStore()
  const left = [...closeAt]
  const sources = new Set<ExportSource>()
  const plan = aPlan({ since, until, takesHeld: true }, { dialogId: DIALOG_ID })
  let state = beginExport(plan)
  let pages = 0
  for (let tries = 0; !state.isEnd && tries < 20; tries += 1) {
    const status = await service.forget(null)
    const read = readForExport({
      portal: door, plan, control: createReadingControl(), messageCount: null, endId: null,
      findHeld: () => heldIn(status, async (stretch) => {
        await lose(pages++)
        return service.stretch(stretch)
      }),
      onProgress: (_progress, source) => sources.add(source),
      read: (portal, query) => readWith(clock, portal, query),
    })
    const closing = new AbortController()
    const until = left.shift() ?? Infinity
    let steps = 0
    await runExport({
      state, store, signal: closing.signal, onState: (kept) => {
        state = structuredClone(kept)
      },
      read: async function* reading(token, signal) {
        for await (const step of read(token, signal)) {
          yield step
          if ((steps += 1) > until) closing.abort()
        }
      },
    }).catch((error: unknown) => {
      if (!closing.signal.aborted) throw error
    })
  }
  const { blob, manifest } = await packExport({ state, store })
  const part = manifest.parts.length === 0 ? { messages: [] } : JSON.parse(textOf(await unzip(blob), 'messages-001.json')) as { messages: Row[] } // valid by another test
  return { messages: part.messages, manifest, sources }
}

const isIn = (id: number, { chat }: Conversation, since: number | null, until: number | null, dates: ReadonlyMap<number, number>): boolean => {
  const at = dates.get(id) ?? chat.messages.byId(id)?.createdAt ?? NaN
  return at >= (since ?? -Infinity) && at < (until ?? Infinity)
}

const place = fc.double({ min: 0, max: 1, noNaN: true })
const cases = fc.record({
  count: fc.oneof(fc.integer({ min: 1, max: 320 }), fc.integer({ min: 500, max: 1_300 })),
  share: fc.oneof(fc.constant(1), place), isFromDisk: fc.boolean(),
  edited: fc.array(place, { maxLength: 6 }), deleted: fc.array(place, { maxLength: 6 }), isNewestDeleted: fc.boolean(), written: fc.nat(120),
  from: fc.option(place), to: fc.option(place), closeAt: fc.array(fc.nat(12), { maxLength: 2 }),
  loss: fc.option(fc.record({ at: fc.nat(3), what: fc.constantFrom('thrown away', 'another chat', 'newest only', 'refused') })),
})

test('an export of what is held and of what the portal has besides is neither short of a message nor has one twice', async () => {
  const seen = new Set<ExportSource>()
  await fc.assert(fc.asyncProperty(cases, async ({ count, share, isFromDisk, edited, deleted, isNewestDeleted, written, from, to, closeAt, loss }) => {
    const conversation = aConversation({ count })
    const { chat: { messages } } = conversation
    const { service, rows } = await anArchive(conversation, share, isFromDisk)
    const dates = new Map(rows.map(({ id }) => [id, messages.byId(id)?.createdAt ?? NaN]))
    const idAt = (at: number) => messages.at(Math.min(messages.count - 1, Math.floor(at * messages.count))).id
    const instant = (at: number | null) => at === null ? null : messages.byId(idAt(at))?.createdAt ?? null
    const [since, until] = [instant(from), instant(to)]
    for (const at of edited) messages.amend(idAt(at), { text: 'Changed' })
    for (const at of deleted) if (messages.count > 1) messages.remove(idAt(at))
    const gone = isNewestDeleted ? rows.slice(1).slice(-30) : []
    for (const { id } of gone) messages.remove(id)
    for (let one = 0; one < written; one += 1) conversation.write()

    const lose = async (page: number) => {
      if (page !== loss?.at) return
      if (loss.what === 'refused') throw new Error('crashed')
      await service.open({ ...KEY, chatId: loss.what === 'another chat' ? 11 : 10 })
      const mark = { isComplete: false, isHistoryLimited: false, unreadable: 0, asOf: AS_OF }
      const newest = rows.slice(-3).map(({ id, text }) => aMessage({ id, text, sentAt: dates.get(id) ?? null }))
      if (loss.what === 'newest only') await service.append({ page: { messages: newest, files: [], people: [] }, mark, readAt: AS_OF })
    }
    const { messages: exported, manifest, sources } = await exportOf({ conversation, service, since, until, lose, closeAt })
    for (const source of sources) seen.add(source)

    const ids = exported.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other))
    expect(manifest).toMatchObject({ isComplete: true, gaps: [] })
    const wanted = (id: number) => isIn(id, conversation, since, until, dates)
    const held = new Map(rows.map(({ id, text }) => [id, text]))
    const now = new Map(conversation.visibleIds().map(id => [id, messages.byId(id)?.text ?? '']))
    const isLost = sources.has('gone')
    const expected = [...new Set([...now.keys(), ...isLost ? [] : held.keys()])].filter(wanted).sort((one, other) => one - other)
    expect(isLost ? ids.filter(id => now.has(id)) : ids, 'none is missing').toEqual(expected)
    const isAsItWas = ({ id, text }: Row): boolean => (isLost ? [held.get(id), now.get(id)] : [held.get(id) ?? now.get(id)]).map(plain).includes(text)
    expect(exported.filter(row => !isAsItWas(row)), 'each reads as where it was taken from').toEqual([])
    tellsTheTruth(manifest, ids, held, isLost)
  }), { numRuns: Number(process.env['CHATSIDE_RUNS'] ?? 20) })
  expect([...seen].sort(), 'the cases are worth something').toEqual(['gone', 'held', 'portal'])
})

const plain = (text: string | undefined): string | undefined => text?.replace(/\[\/?USER[^\]]*\]/g, '')

function tellsTheTruth({ earlier }: Manifest, ids: readonly number[], held: ReadonlyMap<number, string>, isLost: boolean): void {
  const taken = ids.filter(id => held.has(id))
  if (!isLost && taken.length === 0) expect(earlier).toBeNull()
  if (!isLost && taken.length > 0) {
    expect(earlier).toMatchObject({ asOf: new Date(AS_OF).toISOString(), messages: taken.length, first: { id: taken[0] }, last: { id: taken.at(-1) } })
  }
  if (earlier) expect(taken).toEqual(expect.arrayContaining([earlier.first.id, earlier.last.id]))
}

test('of a chat that is held whole the portal is asked for nothing but what is new', async () => {
  const conversation = aConversation({ count: 1_200 })
  const { service } = await anArchive(conversation, 1)
  const asked = conversation.requests()
  const { messages, sources } = await exportOf({ conversation, service, since: null, until: null, lose: async () => undefined, closeAt: [] })
  expect(messages).toHaveLength(1_200)
  expect(sources).toEqual(new Set(['held', 'portal']))
  expect(conversation.requests() - asked, 'a page behind the last message, and that it is the last').toBeLessThanOrEqual(2)
})
