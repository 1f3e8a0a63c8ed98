import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFile, aMessage, aPerson, aPlan, readingOf } from '../../../tests/support/an-export.ts'
import { textOf, unzip } from '../../../tests/support/unzip.ts'
import { hostileText } from '../../../tests/support/hostile-text.ts'
import { EXPORT_FORMATS } from './export-plan.ts'
import { beginExport, type ExportState } from './export-state.ts'
import { packExport } from './pack-export.ts'
import { createMemoryStore, type ChunkStore } from './chunks.ts'
import { runExport } from './run-export.ts'
import type { ExportStep } from './export-writing.ts'

type Read = (token: unknown, signal: AbortSignal) => AsyncIterable<ExportStep>
/** May end the run as a page that is closed does. */
type ClosingRead = (token: unknown, closing: AbortController) => AsyncIterable<ExportStep>

const json = (state: ExportState): ExportState => JSON.parse(JSON.stringify(state)) as ExportState // what a storage gives back

/** Runs until the reading ends, beginning anew from what was kept whenever it fails. */
async function runToTheEnd(start: ExportState, store: ChunkStore, read: ClosingRead): Promise<ExportState> {
  let kept = start
  for (let tries = 0; !kept.isEnd && tries < 100; tries += 1) {
    // a clock by which everything is kept after every other page
    let time = 0
    const now = () => (time += 700)
    const closing = new AbortController()
    const onState = (state: ExportState) => (kept = json(state))
    const closed: ChunkStore = { ...store, save: (...what) => closing.signal.aborted ? Promise.reject(new Error('The page has gone.')) : store.save(...what) }
    await runExport({ state: kept, store: closed, read: token => read(token, closing), signal: closing.signal, onState, now }).catch(() => undefined)
  }
  return kept
}

const people = [aPerson(), aPerson({ id: 2, name: 'Ben Okafor' })]
const messageArbitrary = fc.record({
  authorId: fc.integer({ min: 0, max: 2 }), text: hostileText, isSystem: fc.boolean(), likedBy: fc.subarray([1, 2]), fileIds: fc.subarray([9]),
  sentAt: fc.option(fc.integer({ min: 1.7e12, max: 1.8e12 })),
})

test('an export that was interrupted anywhere is byte for byte the one that was not', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(messageArbitrary, { maxLength: 20 }), fc.constantFrom(...EXPORT_FORMATS), fc.boolean(), fc.infiniteStream(fc.boolean()),
    async (written, format, isPseudonymous, breaks) => {
      const messages = written.map((message, index) => aMessage({ id: 3 * index + 1, ...message }))
      const read = readingOf({ messages, people, files: [aFile()], pageSize: 4 })
      const plan = aPlan({ format, isPseudonymous })
      const [whole, broken] = [createMemoryStore(), createMemoryStore()]
      const atOnce = await runToTheEnd(beginExport(plan), whole, read)
      const inParts = await runToTheEnd(beginExport(plan), broken, async function* breaking(token, closing) {
        for await (const step of read(token)) {
          yield step
          // the reading fails, or the page is closed: then what was not kept yet is lost
          if (breaks.next().value) {
            if (breaks.next().value) closing.abort()
            throw new Error('The line is cut.')
          }
        }
      })
      const [one, other] = [await packExport({ state: atOnce, store: whole }), await packExport({ state: inParts, store: broken })]
      expect(other.manifest).toEqual(one.manifest)
      expect(other.sha256).toBe(one.sha256)
    },
  ), { numRuns: 20 })
})

test('a message that comes again is written once', async () => {
  const store = createMemoryStore()
  const messages = [1, 2, 3].map(id => aMessage({ id }))
  const state = await runToTheEnd(beginExport(aPlan()), store, async function* repeating() {
    for (const [from, to] of [[0, 2], [1, 3]]) {
      yield { page: { messages: messages.slice(from, to), people, files: [] }, token: to, gaps: [], isEnd: to === 3, isHistoryLimited: null }
    }
  })
  expect(state).toMatchObject({ read: 3, parts: [{ messages: 3 }] })
})

test('the manifest names the gaps that the reading reported, and no others', async () => {
  const gap = { afterId: 2, beforeId: 5, rows: 2 }
  const read = readingOf({ messages: [1, 2, 5].map(id => aMessage({ id })), pageSize: 1 })
  const store = createMemoryStore()
  const state = await runToTheEnd(beginExport(aPlan({ format: 'text' })), store, async function* withGap(token) {
    for await (const step of read(token)) yield { ...step, gaps: step.token === 3 ? [gap] : [], isHistoryLimited: step.token === 1 ? true : null }
  })
  const { manifest, blob } = await packExport({ state, store })
  expect(manifest).toMatchObject({ isComplete: false, gaps: [gap], isHistoryLimited: true })
  const files = await unzip(blob)
  expect(textOf(files, 'manifest.txt')).toMatch(/gaps: between #2 and #5\n[^]*history: history-limited\n/)
})

test('what was read before a failure can be taken away, and says where it ends; it can be gone on with afterwards', async () => {
  const messages = [1, 2, 3, 4].map(id => aMessage({ id }))
  const read = readingOf({ messages, pageSize: 2 })
  const store = createMemoryStore()
  let kept = beginExport(aPlan({ format: 'html' }))
  const failing: Read = async function* failing(token) {
    for await (const step of read(token)) {
      if (step.token === 4) throw new Error('The session has ended.')
      yield step
    }
  }
  const run = (with_: Read) => runExport({ state: kept, store, read: with_, signal: new AbortController().signal, onState: state => (kept = state) })
  await expect(run(failing)).rejects.toThrow('The session has ended.')
  const part = await packExport({ state: kept, store })
  expect(part.manifest).toMatchObject({ isComplete: false, counts: { messages: 2 }, gaps: [{ afterId: 2, beforeId: null, rows: null }] })
  expect(textOf(await unzip(part.blob), 'messages-001.html').trimEnd()).toMatch(/<\/html>$/)
  await run(read)
  expect((await packExport({ state: kept, store })).manifest).toMatchObject({ isComplete: true, counts: { messages: 4 }, gaps: [] })
})

test('a page that could not be kept is not part of the export', async () => {
  const store: ChunkStore = { ...createMemoryStore(), save: () => Promise.reject(new Error('No room.')) }
  const states: ExportState[] = []
  const start = beginExport(aPlan())
  const { signal } = new AbortController()
  const run = runExport({ state: start, store, read: readingOf({ messages: [aMessage()] }), signal, onState: state => states.push(state) })
  await expect(run).rejects.toThrow('No room.')
  expect(states).toEqual([])
  expect(start).toEqual(beginExport(aPlan()))
})

test('cancelling ends it at once, in the middle of a page too; what was written until then is kept and gone on with', async () => {
  const cancelling = new AbortController()
  const messages = Array.from({ length: 9 }, (_unused, index) => aMessage({ id: index + 1 }))
  const cancelledAt = { ...aMessage({ id: 4 }), get text() {
    cancelling.abort(new Error('cancelled'))
    return 'Stop'
  } }
  const store = createMemoryStore()
  let kept = beginExport(aPlan({ format: 'text' }))
  const run = (written: typeof messages, { signal }: AbortController) =>
    runExport({ state: kept, store, signal, onState: state => (kept = state), read: readingOf({ messages: written }) })
  await expect(run(messages.map((message, index) => index === 3 ? cancelledAt : message), cancelling)).rejects.toThrow('cancelled')
  expect(kept).toMatchObject({ read: 4, token: null, isEnd: false })
  await run(messages, new AbortController())
  const text = textOf(await unzip((await packExport({ state: kept, store })).blob), 'messages-001.txt')
  expect([...text.matchAll(/ #(\d+) Anna/g)].map(([, id]) => Number(id))).toEqual(messages.map(({ id }) => id))
})

test('cancelling ends the packing too', async () => {
  const store = createMemoryStore()
  const state = await runToTheEnd(beginExport(aPlan()), store, readingOf({ messages: [aMessage()] }))
  await expect(packExport({ state, store, signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow('cancelled')
})
