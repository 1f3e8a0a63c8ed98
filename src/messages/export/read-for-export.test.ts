import { expect, test } from 'vitest'
import { aMessage } from '../../../tests/support/an-export.ts'
import type { HistoryChunk, ResumeToken } from '../read/index.ts'
import type { ExportStep } from './export-writing.ts'
import { untilEnd } from './read-for-export.ts'

const token: ResumeToken = {
  version: 1, dialogId: 'chat7', direction: 'oldest-first', since: null, until: null, fromMessageId: null, lastId: null, anchors: [], read: 0, isEnd: false,
}

function aChunk(ids: readonly number[], chunk: Partial<HistoryChunk> = {}): HistoryChunk {
  return { page: { messages: ids.map(id => aMessage({ id })), people: [], files: [] }, token, gaps: [], isEnd: false, isHistoryLimited: null, ...chunk }
}

async function stepsOf(chunks: AsyncIterable<HistoryChunk> | Iterable<HistoryChunk>, endId: number | null): Promise<ExportStep[]> {
  const steps: ExportStep[] = []
  async function* reading() {
    yield* chunks
  }
  for await (const step of untilEnd(reading(), endId)) steps.push(step)
  return steps
}

const idsOf = (steps: readonly ExportStep[]) => steps.flatMap(({ page }) => page.messages.map(({ id }) => id))

test('in a chat in which people write faster than requests return an export ends where it was begun, and says how much came later (a8)', async () => {
  function* endless() {
    for (let id = 1; ; id += 2) yield aChunk([id, id + 1])
  }
  const steps = await stepsOf(endless(), 5)
  expect(idsOf(steps)).toEqual([1, 2, 3, 4, 5])
  expect(steps.at(-1)).toMatchObject({ isEnd: true, later: { isAll: false } })
  expect(steps.at(-1)?.later?.messages).toBeGreaterThan(30)
})

test('what came later is counted to the last one where it ends (a8)', async () => {
  const steps = await stepsOf([aChunk([1, 2]), aChunk([3, 4]), aChunk([5]), aChunk([], { isEnd: true })], 3)
  expect(idsOf(steps)).toEqual([1, 2, 3])
  expect(steps.at(-1)).toMatchObject({ isEnd: true, later: { messages: 2, isAll: true } })
})

test('a last message that was deleted since ends it all the same, and a gap behind the end is none', async () => {
  const gap = { afterId: 8, beforeId: 9, rows: 1 }
  const steps = await stepsOf([aChunk([1, 2]), aChunk([8, 9], { gaps: [gap, { afterId: 2, beforeId: 8, rows: 2 }] }), aChunk([], { isEnd: true })], 5)
  expect(idsOf(steps)).toEqual([1, 2])
  expect(steps.at(-1)).toMatchObject({ isEnd: true, gaps: [{ afterId: 2 }], later: { messages: 2, isAll: true } })
})

test('where nobody knows the end it is read to the end', async () => {
  const steps = await stepsOf([aChunk([1, 2]), aChunk([3], { isEnd: true })], null)
  expect(idsOf(steps)).toEqual([1, 2, 3])
  expect(steps.at(-1)).toMatchObject({ isEnd: true, later: { messages: 0, isAll: true } })
})
