import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { ApplicationChannel } from '../bitrix24/index.ts'
import { type Company, openCompany } from './company.ts'

const SECRET = 'ab'.repeat(32)

let hearers = new Map<(token: string) => void, ((isConnected: boolean) => void) | undefined>()
let said: string[] = []
/** How many words from now on do not go out. */
let refused = 0
let isDown = false
const BEGINNING = 'cd'.repeat(32)
const opened: Company[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  // who leaves at the end of a test is heard by nobody of the next
  hearers = new Map()
  said = []
  refused = 0
  isDown = false
})
afterEach(() => {
  for (const company of opened.splice(0)) company.close()
  vi.useRealTimers()
})

function aChannel(): ApplicationChannel {
  const [others, words] = [hearers, said]
  return {
    async publish(token) {
      if (refused > 0) {
        refused -= 1
        throw new Error('refused')
      }
      words.push(token)
      for (const hear of [...others.keys()]) hear(token)
    },
    listen(hear, onTurn) {
      others.set(hear, onTurn)
      if (isDown) onTurn?.(false)
      return () => others.delete(hear)
    },
    close: () => undefined,
  }
}

async function join(viewerId: number, { secret = SECRET as string | null, onTold = vi.fn<() => void>(), beginning = BEGINNING } = {}): Promise<Company> {
  const company = openCompany({ channel: aChannel(), viewerId, onTold, makeBeginning: async () => beginning })
  opened.push(company)
  await company.goBy(secret)
  return company
}

/** Sealing is the browser's own work, beside the timers of the test. */
const people = (company: Company, wanted: unknown) => vi.waitFor(() => expect(company.present.value).toEqual(wanted))

/** Time passes in such steps until it is so. */
const passUntil = (step: number, check: () => void) => vi.waitFor(async () => {
  await vi.advanceTimersByTimeAsync(step)
  check()
})

async function untilSaid(count: number): Promise<void> {
  await vi.waitFor(() => expect(said.length).toBeGreaterThanOrEqual(count))
}

test('who comes and who is there see each other, until one of them leaves', async () => {
  const anna = await join(5)
  await untilSaid(1)
  const tom = await join(6)
  await people(anna, [{ personId: 6, isWriting: false }])
  await vi.advanceTimersByTimeAsync(1_000)
  await people(tom, [{ personId: 5, isWriting: false }])
  tom.close()
  await people(anna, [])
})

test('after a lost connection the notes are read, for a word about them may have been lost', async () => {
  const onTold = vi.fn<() => void>()
  const anna = await join(5, { onTold })
  expect(anna.isLive.value).toBe(true)
  for (const turn of hearers.values()) turn?.(false)
  expect([anna.isLive.value, onTold.mock.calls.length]).toEqual([false, 0])
  for (const turn of hearers.values()) turn?.(true)
  await vi.advanceTimersByTimeAsync(1_000)
  expect([anna.isLive.value, onTold.mock.calls.length]).toEqual([true, 1])
})

test('who comes while the connection is lost counts on nobody until it is there', async () => {
  isDown = true
  const onTold = vi.fn<() => void>()
  const anna = await join(5, { onTold })
  expect([anna.isLive.value, onTold.mock.calls.length]).toEqual([false, 0])
  for (const turn of hearers.values()) turn?.(true)
  expect([anna.isLive.value, onTold.mock.calls.length]).toEqual([true, 1])
})

test('that the notes begin is heard by who knows no secret yet, and by nobody beside another chat', async () => {
  const [told, elsewhere, knowing] = [vi.fn(), vi.fn(), vi.fn()]
  await join(5, { secret: null, onTold: told })
  await join(6, { secret: null, onTold: elsewhere, beginning: 'ef'.repeat(32) })
  await join(7, { onTold: knowing })
  const first = await join(8, { secret: null })
  first.changed(true)
  await first.goBy('12'.repeat(32))
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
  await untilSaid(2)
  expect([elsewhere.mock.calls.length, knowing.mock.calls.length, said.filter(word => word === BEGINNING).length]).toEqual([0, 0, 1])
})

test('a change that could not be said is said again, for a minute', async () => {
  const told = vi.fn()
  await join(5, { onTold: told })
  const tom = await join(6)
  await untilSaid(2)
  refused = 2
  tom.changed(false)
  await passUntil(500, () => expect(told).toHaveBeenCalledTimes(1))
  const count = said.length
  expect(refused).toBe(0)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(said).toHaveLength(count)
  refused = 100
  tom.changed(false)
  await passUntil(60_000, () => expect(refused).toBeLessThan(97))
  for (let minute = 0; minute < 60; minute += 1) await vi.advanceTimersByTimeAsync(60_000)
  expect(refused, 'not for ever').toBeGreaterThan(87)
})

test('where the device sets its clock back by an hour, a word is heard no later', async () => {
  const told = vi.fn()
  await join(5, { onTold: told })
  const tom = await join(6)
  await untilSaid(2)
  tom.changed(false)
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
  vi.setSystemTime(Date.now() - 3_600_000)
  tom.changed(false)
  await passUntil(200, () => expect(told).toHaveBeenCalledTimes(2))
})

test('without the browser\'s own encryption nothing can be said, and nobody counts on it', async () => {
  onTestFinished(() => void vi.unstubAllGlobals())
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const anna = await join(5)
  anna.changed(false)
  await vi.advanceTimersByTimeAsync(1_000)
  expect([anna.isLive.value, said]).toEqual([false, []])
})

test('who comes shortly after somebody else is answered as well', async () => {
  const anna = await join(5)
  await untilSaid(1)
  await join(6)
  await people(anna, [{ personId: 6, isWriting: false }])
  await vi.advanceTimersByTimeAsync(1_500)
  const ben = await join(7)
  await people(anna, [{ personId: 6, isWriting: false }, { personId: 7, isWriting: false }])
  await vi.advanceTimersByTimeAsync(6_000)
  await people(ben, [{ personId: 5, isWriting: false }, { personId: 6, isWriting: false }])
})

test('who writes the next line is shown again', async () => {
  const anna = await join(5)
  const tom = await join(6)
  await people(anna, [{ personId: 6, isWriting: false }])
  await vi.advanceTimersByTimeAsync(1_000)
  await people(tom, [{ personId: 5, isWriting: false }])
  tom.writing()
  await people(anna, [{ personId: 6, isWriting: true }])
  tom.changed(false)
  await people(anna, [{ personId: 6, isWriting: false }])
  tom.writing()
  await people(anna, [{ personId: 6, isWriting: true }])
})

test('who writes is shown, and for a while only', async () => {
  const anna = await join(5)
  const tom = await join(6)
  await vi.advanceTimersByTimeAsync(1_000)
  await people(tom, [{ personId: 5, isWriting: false }])
  tom.writing()
  await people(anna, [{ personId: 6, isWriting: true }])
  await vi.advanceTimersByTimeAsync(15_001)
  await people(anna, [{ personId: 6, isWriting: false }])
})

test('a person in two windows is one, and is nobody else to themselves', async () => {
  const anna = await join(5)
  await join(6)
  await join(6)
  await people(anna, [{ personId: 6, isWriting: false }])
  expect(opened[1]?.present.value.filter(({ personId }) => personId === 6)).toEqual([])
})

test('whoever says nothing for long is gone', async () => {
  const anna = await join(5)
  await join(6)
  await people(anna, [{ personId: 6, isWriting: false }])
  hearers.clear()
  await vi.advanceTimersByTimeAsync(270_001)
  expect(anna.present.value).toEqual([])
})

test('a change is told to the others, not to who made it, and not twice for a word that is said again', async () => {
  const [told, own] = [vi.fn(), vi.fn()]
  await join(5, { onTold: told })
  const tom = await join(6, { onTold: own })
  await untilSaid(2)
  tom.changed(false)
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
  const words = [...said]
  for (const word of words) for (const hear of [...hearers.keys()]) hear(word)
  await join(7)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([told.mock.calls.length, own.mock.calls.length]).toEqual([1, 0])
})

test('words say nothing to who does not know the secret, and all look the same', async () => {
  const told = vi.fn()
  const stranger = await join(9, { secret: 'cd'.repeat(32), onTold: told })
  const anna = await join(5)
  anna.changed(false)
  anna.writing()
  await untilSaid(3)
  for (const word of ['', 'x'.repeat(88), '0'.repeat(88), `${said[0]}0`]) for (const hear of [...hearers.keys()]) hear(word)
  const tom = await join(6)
  await people(tom, [])
  expect([stranger.present.value, told.mock.calls.length]).toEqual([[], 0])
  expect(said.every(word => /^[0-9a-f]{88}$/.test(word))).toBe(true)
  expect(new Set(said).size).toBe(said.length)
})

test('who looks elsewhere is gone, and back with the page', async () => {
  const anna = await join(5)
  const tom = await join(6)
  await people(anna, [{ personId: 6, isWriting: false }])
  tom.show(false)
  await people(anna, [])
  tom.show(true)
  await people(anna, [{ personId: 6, isWriting: false }])
})

test('alone, nothing more is said than who has come', async () => {
  await join(5)
  await untilSaid(1)
  await vi.advanceTimersByTimeAsync(30 * 60_000)
  expect(said).toHaveLength(1)
})
