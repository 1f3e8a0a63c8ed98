import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aNoteStorage } from '../../tests/support/a-note-storage.ts'
import type { LineId, NoteLine } from './note.ts'
import { type OpenedList, openNotesList } from './notes-list.ts'

const opened: OpenedList[] = []

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => {
  for (const list of opened.splice(0)) list.close()
  vi.useRealTimers()
})

async function open({ storage }: ReturnType<typeof aNoteStorage>, viewerId = 1): Promise<OpenedList> {
  const list = openNotesList({ storage, viewerId, waiting: { read: async () => [], keep: async () => true } })
  opened.push(list)
  await list.settled()
  return list
}

async function add(list: OpenedList, text: string): Promise<LineId> {
  const added = list.add({ text })
  await list.settled()
  return added.answer === 'done' ? added.id : expect.fail(added.answer)
}

const texts = (list: OpenedList): string[] => list.lines.value.map(({ text }) => text)
const only = (list: OpenedList): NoteLine => list.lines.value[0] ?? expect.fail('no line')

test.each(['add', 'change', 'move', 'remove', 'resolve'] as const)('%s can be taken back', async (kind) => {
  const there = aNoteStorage()
  const list = await open(there)
  const [id] = [await add(list, 'One'), await add(list, 'Two')]
  const before = list.lines.value.map(({ id: line, text, isDone }) => [line, text, isDone])
  if (kind === 'add') await add(list, 'Three')
  if (kind === 'change') list.change(id, { text: 'Changed', isDone: true })
  if (kind === 'move') list.move(id, { before: null })
  if (kind === 'remove') list.remove(id)
  if (kind === 'resolve') list.resolve(id, 'Chosen')
  await list.settled()
  const [deed] = list.undoables.value
  expect(deed?.kind).toBe(kind)
  expect(list.undo(deed?.id ?? '')).toBe('done')
  await list.settled()
  expect(list.lines.value.map(({ id: line, text, isDone }) => [line, text, isDone])).toEqual(before)
  expect(texts(await open(there, 2))).toEqual(['One', 'Two'])
})

test('taking a deed back leaves what others did since, and is refused where they changed the same', async () => {
  const there = aNoteStorage()
  const [one, other] = [await open(there, 1), await open(there, 2)]
  const id = await add(one, 'Buy milk')
  one.change(id, { text: 'Get milk' })
  await one.settled()
  await other.retry()
  other.change(id, { isDone: true })
  await other.settled()
  await one.retry()
  expect(one.undo(one.undoables.value[0]?.id ?? '')).toBe('done')
  expect(only(one)).toMatchObject({ text: 'Buy milk', isDone: true })
  one.change(id, { text: 'Get milk' })
  await one.settled()
  await other.retry()
  other.change(id, { text: 'Fetch milk' })
  await other.settled()
  await one.retry()
  expect(one.undo(one.undoables.value[0]?.id ?? '')).toBe('changed')
  expect(only(one).text).toBe('Fetch milk')
})

test('that a line became a task is no deed, and stays when what was done before is taken back', async () => {
  const list = await open(aNoteStorage())
  const id = await add(list, 'Milk')
  list.change(id, { text: 'Oat milk' })
  expect(list.link(id, 7)).toBe('done')
  expect(list.undoables.value.map(({ kind }) => kind)).toEqual(['change', 'add'])
  expect(list.undo(list.undoables.value[0]?.id ?? '')).toBe('done')
  expect(only(list)).toMatchObject({ text: 'Milk', taskId: 7 })
})

test('after ten minutes nothing can be taken back', async () => {
  const list = await open(aNoteStorage())
  await add(list, 'Milk')
  const id = list.undoables.value[0]?.id ?? ''
  await vi.advanceTimersByTimeAsync(10 * 60_000 + 1)
  expect([list.undoables.value, list.undo(id)]).toEqual([[], 'too-late'])
})
