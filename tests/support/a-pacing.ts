/** The pacing with a clock of the test's, and somebody who beats when it says so. */
import type { MethodWork } from '../../src/bitrix24/index.ts'
import { createPacing, type Pacing, type PacingEvent, type PacingOptions } from '../../src/chat/live/pacing.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND

/** A portal on which hardly anybody else asks. */
export const QUIET: MethodWork = { operating: 0, took: 0.05 }
/** Of so many requests a minute. */
export const crowded = (aMinute: number): MethodWork => ({ operating: aMinute * 10 * 0.05, took: 0.05 })

type Answer = Extract<PacingEvent, { kind: 'beaten' | 'refused' }>
export const NOTHING_NEW: Answer = { kind: 'beaten', by: 'this', isNews: false, work: QUIET }
export const NEWS: Answer = { ...NOTHING_NEW, isNews: true }

/** Milliseconds of the test. */
export const clock = { now: 1_000_000 }

export function aPacing(options: Partial<PacingOptions> = {}): Pacing {
  return createPacing({
    now: () => clock.now, random: () => 0.5, knownSince: clock.now, isVisible: true, isOnline: true, work: QUIET, isTold: false, ...options,
  })
}

/** Beats as they become due for so long; when they were, in seconds from now. */
export function beats(pacing: Pacing, ms: number, answer: () => Answer = () => NOTHING_NEW): number[] {
  const from = clock.now
  const found: number[] = []
  for (let due = pacing.next(); due !== null && due <= from + ms; due = pacing.next()) {
    clock.now = Math.max(clock.now, due)
    found.push((clock.now - from) / SECOND)
    pacing.on({ kind: 'beating' })
    pacing.on(answer())
  }
  clock.now = from + ms
  return found
}

/** How many, while somebody's hands are in the sidebar all the time. */
export function beatsAtIt(pacing: Pacing, ms: number, answer?: () => Answer): number {
  let count = 0
  for (const until = clock.now + ms; clock.now < until;) {
    pacing.on({ kind: 'stays' })
    count += beats(pacing, 2 * SECOND, answer).length
  }
  return count
}
