import { expect, test } from 'vitest'
import { aPacing, beats, beatsAtIt, clock, MINUTE, QUIET, SECOND } from '../../../tests/support/a-pacing.ts'

test('a beat comes every ten to fifteen seconds while somebody is at it', () => {
  const pacing = aPacing()
  const count = beatsAtIt(pacing, 10 * MINUTE)
  expect(count).toBeGreaterThanOrEqual(10 * 60 / 15 - 1)
  expect(count).toBeLessThanOrEqual(10 * 60 / 10)
  expect(pacing.state()).toMatchObject({ pulse: 'live', why: null })
})

test('after the last sign of somebody each gap is twice the one before, and after five minutes nothing comes in ten', () => {
  const pacing = aPacing()
  expect(beats(pacing, 5 * MINUTE)).toEqual([12.5, 25, 50, 100, 200])
  expect(beats(pacing, 10 * MINUTE)).toEqual([])
  expect(pacing.state()).toMatchObject({ pulse: 'stopped', why: 'nobody-looks' })
})

test('who comes is served at once if what is known is older than a few seconds, and not if it is not', () => {
  const pacing = aPacing()
  clock.now += 3 * SECOND
  pacing.on({ kind: 'comes' })
  expect(pacing.next()).toBeGreaterThan(clock.now + 5 * SECOND)
  clock.now += 3 * SECOND
  pacing.on({ kind: 'comes' })
  expect(pacing.next()).toBe(clock.now)
})

test('a hidden page does not beat, and does at once when it is visible again', () => {
  const pacing = aPacing()
  pacing.on({ kind: 'hidden' })
  expect(beats(pacing, 10 * MINUTE)).toEqual([])
  expect(pacing.state()).toMatchObject({ pulse: 'stopped', why: 'hidden' })
  pacing.on({ kind: 'visible' })
  expect(pacing.next()).toBe(clock.now)
})

test('without a network nothing beats; back in it an office does not beat in one moment', () => {
  const pacing = aPacing()
  pacing.on({ kind: 'offline' })
  expect(beats(pacing, 4 * MINUTE)).toEqual([])
  expect(pacing.state()).toMatchObject({ pulse: 'stopped', why: 'offline' })
  pacing.on({ kind: 'online' })
  expect(pacing.next()).toBe(clock.now + 2.5 * SECOND)
})

test('hands that move again after a while are somebody who has come back', () => {
  const pacing = aPacing()
  beats(pacing, 10 * MINUTE)
  pacing.on({ kind: 'stays' })
  expect(pacing.next()).toBe(clock.now)
})

test('what this page has changed is looked at a moment later, also by who has looked away', () => {
  const pacing = aPacing()
  beats(pacing, 10 * MINUTE)
  pacing.on({ kind: 'changed' })
  expect(pacing.next()).toBe(clock.now + SECOND)
})

test('a person who waits for an answer goes first', () => {
  const pacing = aPacing()
  clock.now += 12 * SECOND
  pacing.on({ kind: 'request' })
  clock.now += 3 * SECOND
  expect(pacing.next()).toBe(clock.now + 17 * SECOND) // an answer that never comes holds nothing up for ever
  pacing.on({ kind: 'request-over' })
  expect(pacing.next()).toBe(clock.now + SECOND)
})

test('requests one after another hold a beat up no longer than one, and go first again afterwards', () => {
  const pacing = aPacing()
  const reading = (count: number) => {
    for (let sent = 0; sent < count; sent += 1) {
      pacing.on({ kind: 'stays' })
      pacing.on({ kind: 'request' })
      clock.now += 2 * SECOND
      pacing.on({ kind: 'request-over' })
      clock.now += SECOND / 2
    }
  }
  clock.now += 12 * SECOND
  const due = clock.now + 20 * SECOND
  reading(10)
  pacing.on({ kind: 'request' })
  expect(pacing.next()).toBe(clock.now)
  expect(clock.now).toBeGreaterThanOrEqual(due)
  pacing.on({ kind: 'beating' })
  pacing.on({ kind: 'request-over' })
  reading(6)
  expect(pacing.next()).toBe(clock.now + SECOND / 2)
  reading(2)
  expect(pacing.next()).toBe(clock.now)
})

test('what was read by other means need not be read again', () => {
  const pacing = aPacing()
  clock.now += 12 * SECOND
  pacing.on({ kind: 'read' })
  expect(pacing.next()).toBe(clock.now + 12.5 * SECOND)
  expect(pacing.state().knownSince).toBe(clock.now)
})

test('another frame\'s beat counts like one of this', () => {
  const pacing = aPacing()
  clock.now += 12 * SECOND
  pacing.on({ kind: 'beaten', by: 'other', isNews: true, work: QUIET })
  expect(pacing.next()).toBe(clock.now + 12.5 * SECOND)
})

test('each 503 halves the rate, and the portal is left alone for two minutes or more', () => {
  const pacing = aPacing()
  pacing.on({ kind: 'refused', why: 'rate', until: null })
  expect(pacing.next()).toBeGreaterThanOrEqual(clock.now + 2 * MINUTE)
  const refused = beatsAtIt(pacing, 10 * MINUTE, () => ({ kind: 'refused', why: 'rate', until: null }))
  expect(refused).toBeLessThanOrEqual(5)
  expect(pacing.state()).toMatchObject({ pulse: 'slowed', why: 'refused', refusal: 'rate' })
})

test('a request that a busy portal refused and gets again slows what follows, and makes nothing older', () => {
  const pacing = aPacing()
  pacing.on({ kind: 'repeated' })
  expect(pacing.state()).toMatchObject({ pulse: 'slowed', why: 'refused', refusal: null, isOutdated: false })
  clock.now += MINUTE
  pacing.on({ kind: 'comes' })
  expect(pacing.next()).toBeGreaterThan(clock.now + 50 * SECOND)
})

test('after refusals the rate comes back slowly, and wholly', () => {
  const pacing = aPacing()
  beatsAtIt(pacing, 3 * MINUTE, () => ({ kind: 'refused', why: 'rate', until: null }))
  const counts = [0, 1, 2, 3, 4, 5].map(() => beatsAtIt(pacing, 5 * MINUTE))
  expect(counts).toEqual([...counts].sort((one, other) => one - other))
  expect(counts[0]).toBeLessThan(14)
  expect(counts.at(-1)).toBeGreaterThanOrEqual(5 * 60 / 15 - 1)
  expect(pacing.state()).toMatchObject({ pulse: 'live', refusal: null })
})

test('who comes back while the portal refuses waits as well, and a press does not', () => {
  const pacing = aPacing()
  beats(pacing, 20 * SECOND, () => ({ kind: 'refused', why: 'rate', until: null }))
  clock.now += 10 * SECOND
  pacing.on({ kind: 'comes' })
  expect(pacing.next()).toBeGreaterThan(clock.now + 30 * SECOND)
  pacing.on({ kind: 'asked' })
  expect(pacing.next()).toBe(clock.now)
})

test('who comes after a refusal is served less readily, until the rate is back', () => {
  const pacing = aPacing()
  beats(pacing, 20 * SECOND, () => ({ kind: 'refused', why: 'rate', until: null }))
  beatsAtIt(pacing, 2 * MINUTE)
  const wait = (ms: number): number | null => {
    pacing.on({ kind: 'read' })
    clock.now += ms
    pacing.on({ kind: 'comes' })
    return pacing.next()
  }
  expect(wait(10 * SECOND)).toBeGreaterThan(clock.now)
  clock.now += 20 * MINUTE
  expect(wait(10 * SECOND)).toBe(clock.now)
})

test('a method that has worked too long is not asked before the portal takes it again', () => {
  const pacing = aPacing()
  const until = clock.now + 6 * MINUTE
  beats(pacing, 20 * SECOND, () => ({ kind: 'refused', why: 'working-time', until }))
  for (; clock.now < until; clock.now += 10 * SECOND) {
    pacing.on({ kind: 'asked' })
    expect(pacing.next() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(until)
  }
  expect(beats(pacing, 12 * SECOND)).toHaveLength(1)
})

test('a time that no portal means is not waited for', () => {
  const pacing = aPacing()
  beats(pacing, 20 * SECOND, () => ({ kind: 'refused', why: 'working-time', until: clock.now + 1_000 * MINUTE }))
  expect(beatsAtIt(pacing, 15 * MINUTE)).toBeGreaterThan(0)
})

test.each(['silence', 'session', 'failed'] as const)('after %s the heart goes on, more slowly', (why) => {
  const pacing = aPacing()
  const count = beatsAtIt(pacing, 10 * MINUTE, () => ({ kind: 'refused', why, until: null }))
  expect(count).toBeGreaterThan(1)
  expect(count).toBeLessThan(15)
  expect(pacing.state()).toMatchObject({ pulse: 'slowed', refusal: why })
})

test('a chat that is refused is not asked for again, until a person does', () => {
  const pacing = aPacing()
  expect(beatsAtIt(pacing, 10 * MINUTE, () => ({ kind: 'refused', why: 'gone', until: null }))).toBe(1)
  expect(pacing.state()).toMatchObject({ pulse: 'stopped', why: 'refused', refusal: 'gone' })
  pacing.on({ kind: 'asked' })
  expect(pacing.next()).toBe(clock.now)
})
