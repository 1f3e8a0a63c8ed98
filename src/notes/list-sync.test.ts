import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aNoteStorage } from '../../tests/support/a-note-storage.ts'
import { add, aNotesDevice, only, texts } from '../../tests/support/a-notes-device.ts'

let device = aNotesDevice()

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  device = aNotesDevice()
})
afterEach(() => {
  device.close()
  vi.useRealTimers()
})

test('a line that Bitrix24 took and does not show yet waits, is kept here, and is told to nobody until it was read back; it is not added twice', async () => {
  const there = aNoteStorage()
  const told = vi.fn()
  const list = await device.open(there, 1, told)
  there.fallBehind(2)
  list.add({ text: 'Milk' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect([texts(list), list.state.value, there.calls]).toMatchObject([['Milk'], { waiting: 1, trouble: { kind: 'busy' } }, ['read', 'add', 'read', 'read']])
  expect([device.kept.get(1), told.mock.calls]).toMatchObject([[{ version: { text: 'Milk' }, there: null }], []])
  await vi.advanceTimersByTimeAsync(5_000)
  expect([texts(list), list.state.value, there.items.size, there.calls.at(-1)]).toMatchObject([['Milk'], { waiting: 0, trouble: null }, 1, 'read'])
  expect(told).toHaveBeenCalledOnce()
})

test('a change that Bitrix24 took and does not show yet is read again before it is written again', async () => {
  const there = aNoteStorage()
  const list = await device.open(there)
  const id = await add(list, 'Milk')
  there.calls.length = 0
  there.fallBehind(1)
  list.change(id, { text: 'Oat milk' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect([texts(list), list.state.value, there.calls]).toMatchObject([['Oat milk'], { waiting: 0, trouble: null }, ['update', 'read', 'read']])
  there.calls.length = 0
  there.fallBehind(3)
  list.change(id, { isDone: true })
  await vi.advanceTimersByTimeAsync(6_000)
  expect([list.state.value, there.calls]).toMatchObject([{ waiting: 0, trouble: null }, ['update', 'read', 'read', 'read', 'update', 'read']])
})

test('a line that somebody else added, and a copy of the database lacks when it was changed here, was removed by nobody and is not added again', async () => {
  const there = aNoteStorage()
  const id = await add(await device.open(there), 'Milk')
  const other = await device.open(there, 2)
  there.calls.length = 0
  there.fallBehind(2, [])
  other.change(id, { isDone: true })
  await vi.advanceTimersByTimeAsync(6_000)
  expect([only(other), there.calls]).toMatchObject([{ isDone: true, wasRemoved: false, isWaiting: false }, ['update', 'read', 'read', 'read']])
  there.fallBehind(1)
  other.change(id, { isDone: false })
  await vi.advanceTimersByTimeAsync(0)
  there.items.clear()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(only(other)).toMatchObject({ wasRemoved: true, isWaiting: false })
})

test('a line that Bitrix24 takes and never shows is written again once, and then waits until somebody asks', async () => {
  const there = aNoteStorage()
  const list = await device.open(there)
  const adds = (): number => there.calls.filter(call => call === 'add').length
  there.fallBehind(Number.POSITIVE_INFINITY)
  list.add({ text: 'Milk' })
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect([adds(), texts(list), list.state.value]).toMatchObject([2, ['Milk'], { waiting: 1, trouble: { kind: 'busy' } }])
  void list.retry()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(adds()).toBe(3)
})

test('a list that is closed sends nothing more, and what is written then is kept', async () => {
  const there = aNoteStorage()
  const list = await device.open(there)
  list.close()
  await add(list, 'Milk')
  await list.retry()
  expect([there.calls, device.kept.get(1)]).toMatchObject([['read'], [{ version: { text: 'Milk' } }]])
})
