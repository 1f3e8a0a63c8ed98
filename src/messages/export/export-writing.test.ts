import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFile, aMessage, aPerson, aPlan, readingOf } from '../../../tests/support/an-export.ts'
import { hostileText } from '../../../tests/support/hostile-text.ts'
import { unzip } from '../../../tests/support/unzip.ts'
import type { Message } from '../message.ts'
import { EXPORT_FORMATS } from './export-plan.ts'
import { beginExport, type ExportState } from './export-state.ts'
import { BYTES_PER_PART, startWriting } from './export-writing.ts'
import { packExport, type PackedExport } from './pack-export.ts'
import { createMemoryStore } from './chunks.ts'

const { signal } = new AbortController()

interface Written {
  state: ExportState
  packed: PackedExport
}

/** An export whose parts are this small. @param isCut whether it is taken up anew behind a page */
async function written(messages: readonly Message[], start: ExportState, bytesPerPart: number, isCut: () => boolean): Promise<Written> {
  const store = createMemoryStore()
  let state = start
  let writing = startWriting(state, bytesPerPart)
  for await (const step of readingOf({ messages, files: [aFile()], people: [aPerson(), aPerson({ id: 2, name: 'Ben' })], pageSize: 3 })(null)) {
    await writing.take(step, signal)
    if (!step.isEnd && !isCut()) continue
    const cut = writing.cut()
    await store.save(cut.state, cut.chunks)
    state = JSON.parse(JSON.stringify(cut.state)) as ExportState // what a storage gives back
    writing = startWriting(state, bytesPerPart)
  }
  return { state, packed: await packExport({ state, store }) }
}

async function sizesOf({ blob }: PackedExport): Promise<number[]> {
  return [...await unzip(blob)].filter(([name]) => name.startsWith('messages-')).map(([, content]) => content.length)
}

const messageArbitrary = fc.record({ text: hostileText, authorId: fc.integer({ min: 0, max: 2 }), fileIds: fc.subarray([9]) })

test('a part ends before it has more bytes than a part may have, in every format and wherever the export was interrupted (r16)', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(messageArbitrary, { minLength: 1, maxLength: 12 }), fc.constantFrom(...EXPORT_FORMATS), fc.infiniteStream(fc.boolean()),
    async (all, format, breaks) => {
      const messages = all.map((message, index) => aMessage({ id: index + 1, ...message }))
      const bytesPerPart = 2_500
      const start = beginExport(aPlan({ format }))
      const atOnce = await written(messages, start, bytesPerPart, () => false)
      const inParts = await written(messages, start, bytesPerPart, () => breaks.next().value)
      expect(inParts.packed.sha256).toBe(atOnce.packed.sha256)

      const { state: { parts }, packed } = atOnce
      expect(parts.reduce((sum, part) => sum + part.messages, 0)).toBe(messages.length)
      const sizes = await sizesOf(packed)
      expect(sizes.slice(0, -1)).toEqual(parts.slice(0, -1).map(({ bytes }) => bytes))
      const closing = 500
      for (const [index, size] of sizes.entries()) if (parts[index]?.messages !== 1) expect(size).toBeLessThanOrEqual(bytesPerPart + closing)
    },
  ), { numRuns: 20 })
})

test('parts are as long as they may be: one more message would not fit (r16)', async () => {
  const messages = Array.from({ length: 200 }, (_unused, index) => aMessage({ id: index + 1, text: 'x'.repeat(100) }))
  const { state, packed } = await written(messages, beginExport(aPlan({ format: 'text' })), 5_000, () => false)
  const sizes = await sizesOf(packed)
  expect(state.parts.length).toBeGreaterThan(3)
  for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThan(4_000)
})

test('a part is far from what an archive needs its larger form for', () => {
  expect(BYTES_PER_PART).toBeLessThan(2 ** 32 / 10)
})
