import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createUndoStack, type DeedKeeper, type Kept, type UndoStack } from './undo-stack.ts'

interface Deed {
  name: string
}

const opened: UndoStack<Deed>[] = []

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => {
  for (const stack of opened.splice(0)) stack.close()
  vi.useRealTimers()
})

/** What a device keeps, as every page reads it. */
function aDevice(): { keeper: DeedKeeper<Deed>, kept: () => string[] } {
  let deeds: readonly Kept<Deed>[] = []
  return {
    keeper: { read: async () => deeds, change: async (make) => { deeds = make(deeds) } },
    kept: () => deeds.map(({ name }) => name),
  }
}

async function open({ keeper }: { keeper: DeedKeeper<Deed> }): Promise<UndoStack<Deed>> {
  const stack = createUndoStack<Deed>({ keeper })
  opened.push(stack)
  await stack.settled()
  return stack
}

const names = ({ deeds }: UndoStack<Deed>): string[] => deeds.value.map(({ name }) => name)

test('the next page has what was done on the one before, for what is left of ten minutes', async () => {
  const device = aDevice()
  const before = await open(device)
  before.note({ name: 'first' })
  vi.advanceTimersByTime(60_000)
  before.note({ name: 'second' })
  await before.settled()
  before.close()
  const after = await open(device)
  expect(names(after)).toEqual(['second', 'first'])
  await vi.advanceTimersByTimeAsync(9 * 60_000 + 1)
  expect([names(after), device.kept()]).toEqual([['second'], ['second']])
  await vi.advanceTimersByTimeAsync(60_000)
  expect([names(after), device.kept()]).toEqual([[], []])
})

test('what is past its time after a sleep, in which timers stand still, is found no more and leaves the list, also where the page comes into sight', async () => {
  for (const wakes of [(stack: UndoStack<Deed>, id: string) => stack.find(id), () => document.dispatchEvent(new Event('visibilitychange'))]) {
    const device = aDevice()
    const stack = await open(device)
    stack.note({ name: 'first' })
    await stack.settled()
    vi.setSystemTime(Date.now() + 10 * 60_000)
    wakes(stack, stack.deeds.value[0]?.id ?? '')
    await stack.settled()
    expect([names(stack), device.kept()]).toEqual([[], []])
  }
})

test('what was taken back stays so, and nothing is lost that is done as soon as the page is there', async () => {
  const device = aDevice()
  const before = await open(device)
  before.note({ name: 'first' })
  before.note({ name: 'second' })
  before.drop(before.deeds.value[0]?.id ?? '')
  await before.settled()
  const after = createUndoStack<Deed>(device)
  opened.push(after)
  after.note({ name: 'third' })
  await after.settled()
  expect([names(after), device.kept()]).toEqual([['third', 'first'], ['third', 'first']])
})

test('two pages of one person each learn of the other\'s deeds when they keep their own', async () => {
  const device = aDevice()
  const [one, other] = [await open(device), await open(device)]
  one.note({ name: 'beside the chat' })
  await one.settled()
  other.note({ name: 'in the slider' })
  await other.settled()
  expect(names(other).sort()).toEqual(['beside the chat', 'in the slider'])
  expect(device.kept().sort()).toEqual(['beside the chat', 'in the slider'])
})

test('what is too old, or from before the clock was set back, is removed at the next opening', async () => {
  const device = aDevice()
  const before = await open(device)
  before.note({ name: 'first' })
  await before.settled()
  before.close()
  vi.setSystemTime(Date.now() - 60_000)
  const after = await open(device)
  await after.settled()
  expect([names(after), device.kept()]).toEqual([[], []])
})

test('what was removed from the device is not kept again because time goes by', async () => {
  const device = aDevice()
  const stack = await open(device)
  stack.note({ name: 'first' })
  vi.advanceTimersByTime(60_000)
  stack.note({ name: 'second' })
  await stack.settled()
  await device.keeper.change(() => [])
  await vi.advanceTimersByTimeAsync(9 * 60_000 + 1)
  expect([names(stack), device.kept()]).toEqual([['second'], []])
})
