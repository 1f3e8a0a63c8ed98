import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aNoteStorage } from '../../tests/support/a-note-storage.ts'
import { add, aNotesDevice, only, texts } from '../../tests/support/a-notes-device.ts'
import { LONGEST_TEXT, type LineId } from './note.ts'
import { NotesRefused } from './note-storage.ts'

let device = aNotesDevice()

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  device = aNotesDevice()
})
afterEach(() => {
  device.close()
  vi.useRealTimers()
})

const open: typeof device.open = (...options) => device.open(...options)

test('a line is shown at once, and no longer waits when it was read back', async () => {
  const there = aNoteStorage()
  const list = await open(there)
  const added = list.add({ text: 'Milk', kind: 'to-do' })
  expect(added.answer).toBe('done')
  expect(only(list)).toMatchObject({ text: 'Milk', kind: 'to-do', isWaiting: true })
  expect(list.state.value).toMatchObject({ state: 'ready', waiting: 1 })
  await list.settled()
  expect([only(list).isWaiting, there.calls]).toEqual([false, ['read', 'add', 'read']])
})

test('lines stand where they are put, and two people see the same order', async () => {
  const there = aNoteStorage()
  const list = await open(there)
  const [a, b] = [await add(list, 'a'), await add(list, 'b')]
  list.add({ text: 'first' }, { after: null })
  list.add({ text: 'between' }, { after: a })
  list.move(a, { before: null })
  expect(texts(list)).toEqual(['first', 'between', 'b', 'a'])
  list.move(a, { before: b })
  await list.settled()
  expect(texts(list)).toEqual(['first', 'between', 'a', 'b'])
  expect(texts(await open(there, 2))).toEqual(texts(list))
})

test('after a cut the portal is read before anything is sent again: what it did is not done twice, what it did not is done once', async () => {
  const there = aNoteStorage()
  const list = await open(there)
  there.faults.push('cut-after')
  await add(list, 'Milk')
  expect(list.state.value).toMatchObject({ state: 'ready', waiting: 1, trouble: { kind: 'timeout' } })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(there.calls).toEqual(['read', 'add', 'read'])
  expect(list.state.value).toMatchObject({ waiting: 0, trouble: null })
  there.faults.push('cut')
  list.add({ text: 'Bread' })
  await list.settled()
  await list.retry()
  expect([texts(list), there.items.size, there.calls.filter(call => call === 'add').length]).toEqual([['Milk', 'Bread'], 2, 3])
})

test('where the device sets its clock back by an hour, what is there is read before the next writing all the same', async () => {
  const there = aNoteStorage()
  const list = await open(there)
  await add(list, 'Milk')
  vi.setSystemTime(Date.now() - 3_600_000)
  await vi.advanceTimersByTimeAsync(21_000)
  there.calls.length = 0
  await add(list, 'Bread')
  expect(there.calls).toEqual(['read', 'add', 'read'])
})

test('what was written without a line waits on the device, and goes out once at the next opening', async () => {
  const there = aNoteStorage()
  const list = await open(there)
  there.faults.push('cut')
  await add(list, 'Milk')
  list.close()
  const later = await open(there)
  expect([texts(later), there.items.size]).toEqual([['Milk'], 1])
  expect(later.state.value).toMatchObject({ waiting: 0 })
  const third = await open(there)
  expect([texts(third), there.items.size]).toEqual([['Milk'], 1])
})

test('what two pages of a person changed of a line without a line is joined at the next opening', async () => {
  const there = aNoteStorage()
  const [one, other] = [await open(there), await open(there)]
  const id = await add(one, 'Buy milk')
  await other.retry()
  const waiting = []
  for (const [list, text] of [[one, 'Buy oat milk'], [other, 'Buy milk today']] as const) {
    there.faults.push('cut')
    list.change(id, { text })
    await list.settled()
    waiting.push(...device.kept.get(1) ?? [])
  }
  device.close()
  device.kept.set(1, waiting)
  expect([texts(await open(there)), [...there.items.values()].map(({ version }) => version.text)]).toEqual([['Buy oat milk today'], ['Buy oat milk today']])
})

test('a line that was overwritten unseen comes back, also where its writer has closed the sidebar', async () => {
  const there = aNoteStorage()
  const [one, other] = [await open(there, 1), await open(there, 2)]
  const id = await add(one, 'Buy milk for Anna today')
  await other.retry()
  other.change(id, { text: 'Buy milk for Tom today' })
  one.change(id, { text: 'Buy oat milk for Anna today' })
  await Promise.all([one.settled(), other.settled()])
  one.close()
  const again = await open(there, 1)
  await other.retry()
  expect([texts(again), texts(other)]).toEqual([['Buy oat milk for Tom today'], ['Buy oat milk for Tom today']])
})

test('versions that cannot be joined are both there for everybody, until one of them chooses', async () => {
  const there = aNoteStorage()
  const [one, other] = [await open(there, 1), await open(there, 2)]
  const id = await add(one, 'Buy milk')
  await other.retry()
  one.change(id, { text: 'Get milk' })
  other.change(id, { text: 'Fetch milk' })
  await Promise.all([one.settled(), other.settled()])
  for (const list of [one, other]) await list.retry()
  expect(only(one).conflict).toHaveLength(1)
  expect([only(one).text, ...only(one).conflict.map(({ text }) => text)].sort()).toEqual(['Fetch milk', 'Get milk'])
  expect(only(other)).toMatchObject({ text: only(one).text, conflict: only(one).conflict })
  expect(other.resolve(id, 'Get milk')).toBe('done')
  await other.settled()
  await one.retry()
  expect(only(one)).toMatchObject({ text: 'Get milk', conflict: [] })
})

test('a change outlives a removal that did not know it, and the next change says no more of it', async () => {
  const there = aNoteStorage()
  const [one, other] = [await open(there, 1), await open(there, 2)]
  const id = await add(one, 'Buy milk')
  await other.retry()
  one.change(id, { isDone: true })
  await one.settled()
  other.remove(id)
  await other.settled()
  await one.retry()
  expect(only(one)).toMatchObject({ isDone: true, wasRemoved: true, text: 'Buy milk' })
  one.change(id, { isDone: false })
  expect(only(one).wasRemoved).toBe(false)
})

test('a removed line leaves nothing of what it said, and is taken away when everybody has heard', async () => {
  const there = aNoteStorage()
  const list = await open(there)
  const id = await add(list, 'Secret')
  list.remove(id)
  await list.settled()
  expect([texts(list), there.items.size, JSON.stringify([...there.items.values()])]).toEqual([[], 1, expect.not.stringContaining('Secret')])
  for (const [itemId, item] of there.items) there.items.set(itemId, { ...item, changed: { by: 1, at: new Date(-8 * 86_400_000) } })
  await list.retry()
  expect(there.items.size).toBe(0)
})

test('bounds are said before anything is lost', async () => {
  const list = await open(aNoteStorage({ most: 2 }))
  const id = await add(list, 'One')
  expect(list.add({ text: 'x'.repeat(LONGEST_TEXT + 1) })).toEqual({ answer: 'too-long' })
  expect(list.change(id, { text: 'x'.repeat(LONGEST_TEXT + 1) })).toBe('too-long')
  await add(list, 'Two')
  expect(list.state.value).toMatchObject({ isFull: true })
  expect(list.add({ text: 'Three' })).toEqual({ answer: 'full' })
  expect(list.change(id, { isDone: true })).toBe('done')
  expect(list.change('nothing' as LineId, { isDone: true })).toBe('gone')
})

test('a refused list says why and takes nothing; asked again it may be ready', async () => {
  const there = aNoteStorage()
  there.faults.push(new NotesRefused('strangers'))
  const list = await open(there)
  expect(list.state.value).toMatchObject({ state: 'refused', why: 'strangers' })
  expect(list.add({ text: 'Milk' })).toEqual({ answer: 'closed' })
  await list.retry()
  expect(list.state.value.state).toBe('ready')
})

test('a refused list shows what went nowhere and nothing else, whatever is answered next, and it can be taken back', async () => {
  const there = aNoteStorage()
  const list = await open(there)
  await add(list, 'Milk')
  there.faults.push(new NotesRefused('strangers'), 'cut')
  await add(list, 'Bread')
  expect([list.state.value.state, texts(list)]).toEqual(['refused', ['Bread']])
  await list.retry()
  expect([list.state.value.state, texts(list)]).toEqual(['refused', ['Bread']])
  expect(list.undo(list.undoables.value.at(-1)?.id ?? '')).toBe('closed')
  expect(list.undo(list.undoables.value[0]?.id ?? '')).toBe('done')
  await list.settled()
  expect([list.state.value.state, texts(list)]).toEqual(['ready', ['Milk']])
})

test('a failed first reading is tried again by itself', async () => {
  const there = aNoteStorage()
  there.faults.push('cut', 'cut')
  const list = await open(there)
  expect(list.state.value).toMatchObject({ state: 'refused', why: 'failed', error: { kind: 'offline' } })
  await vi.advanceTimersByTimeAsync(5_000 + 10_000)
  expect(list.state.value.state).toBe('ready')
})
