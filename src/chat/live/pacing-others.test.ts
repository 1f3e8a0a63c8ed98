import { expect, test } from 'vitest'
import { aPacing, beats, beatsAtIt, clock, crowded, MINUTE, NEWS, NOTHING_NEW, SECOND } from '../../../tests/support/a-pacing.ts'

test('where many ask, everybody asks less often, and who comes is not served before', () => {
  const alone = aPacing({ work: crowded(3) })
  const crowd = aPacing({ work: crowded(18) })
  expect(alone.next()).toBe(clock.now + 12.5 * SECOND)
  expect(crowd.next()).toBe(clock.now + 9 * 12.5 * SECOND)
  expect(crowd.state()).toMatchObject({ pulse: 'slowed', why: 'crowd' })
  clock.now += 20 * SECOND
  crowd.on({ kind: 'comes' })
  expect(crowd.next()).toBeGreaterThan(clock.now)
})

test('a portal that refuses counts fewer requests, which is not taken for room', () => {
  const pacing = aPacing({ work: crowded(12) })
  pacing.on({ kind: 'beating' })
  pacing.on({ kind: 'refused', why: 'rate', until: null })
  clock.now += 2 * MINUTE
  pacing.on({ kind: 'beating' })
  pacing.on({ kind: 'comes' })
  pacing.on(NOTHING_NEW)
  expect(pacing.next()).toBeGreaterThan(clock.now + 4 * 12.5 * SECOND)
})

test('what makes no sense as working time is not counted', () => {
  const { NaN: none, POSITIVE_INFINITY: endless } = Number
  for (const [operating, took] of [[none, 1], [1, none], [-1, 1], [1, endless]] as const) {
    const work = { operating, took }
    expect(aPacing({ work }).next()).toBe(clock.now + 2 * 12.5 * SECOND)
  }
})

test('the more of its ten minutes a method has worked, the less it is asked', () => {
  const idle = aPacing({ work: { operating: 100, took: 20 } })
  const strained = aPacing({ work: { operating: 360, took: 72 } })
  expect(idle.next()).toBe(clock.now + 12.5 * SECOND)
  expect(strained.next()).toBe(clock.now + 9 * 12.5 * SECOND)
})

test('an answer that says nothing of the others is taken for a few', () => {
  expect(aPacing({ work: null }).next()).toBe(clock.now + 2 * 12.5 * SECOND)
})

test('who is at it reads what was told within seconds; who is not, when they come back', () => {
  const atIt = aPacing({ isTold: true })
  const away = aPacing({ isTold: true })
  clock.now += 40 * SECOND
  atIt.on({ kind: 'read' })
  away.on({ kind: 'read' })
  clock.now += 5 * SECOND
  atIt.on({ kind: 'stays' })
  const [dueAtIt, dueAway] = [atIt.next(), away.next()]
  for (const pacing of [atIt, away]) pacing.on({ kind: 'told' })
  expect(atIt.state().isOutdated).toBe(true)
  expect(atIt.next()).toBeLessThanOrEqual(Math.min(clock.now + 15 * SECOND, dueAtIt ?? 0))
  expect(away.next()).toBe(dueAway)
  clock.now += SECOND
  away.on({ kind: 'comes' })
  expect(away.next()).toBe(clock.now)
})

test('where words have proved true the clock is a safety net, until there is news that nobody told', () => {
  const pacing = aPacing({ isTold: true })
  pacing.on({ kind: 'told' })
  beats(pacing, 30 * SECOND, () => NEWS)
  expect(pacing.state()).toMatchObject({ why: 'told', isOutdated: false })
  expect(beatsAtIt(pacing, 5 * MINUTE)).toBeLessThanOrEqual(3)
  expect(beatsAtIt(pacing, 2 * MINUTE, () => NEWS)).toBeGreaterThan(1)
  expect(beatsAtIt(pacing, 2 * MINUTE)).toBeGreaterThanOrEqual(8)
})

test('words that are not true bring no more beats than the clock, and make nobody wait who comes', () => {
  const pacing = aPacing({ isTold: true })
  let count = 0
  for (const until = clock.now + 5 * MINUTE; clock.now < until;) {
    pacing.on({ kind: 'told' })
    pacing.on({ kind: 'stays' })
    count += beats(pacing, SECOND).length
  }
  expect(count).toBeLessThanOrEqual(5 * 60 / 10)
  clock.now += 10 * SECOND
  pacing.on({ kind: 'told' })
  pacing.on({ kind: 'comes' })
  expect(pacing.next()).toBe(clock.now)
})
