import { expect } from 'vitest'

/** Of texts that must be read in proportion: somewhat longer than what is read for its formatting. */
export const LONG = 25_000
/**
 * Of processor time: a pattern that looks from each character at all others is at it for longer, and nearly nothing else is. The
 * length and the limit belong together: with a quarter of the length, what is out of proportion takes a sixteenth of the time.
 */
const SUSPICIOUS_MS = 75
/** What is in proportion takes four times as long for four times as much, what looks at all from each sixteen times. */
const MOST_FOR_FOUR_TIMES = 8
/** Of processor time, whatever a shorter text takes. */
const LIMIT_MS = 3_000
/** Collections of garbage, the compiler and who shares the processor's core count, too, but not every time. */
const MORE_TRIES = 6

/** Over and over again up to the length. */
export function repeated(fragment: string, length = LONG): string {
  return fragment.repeat(Math.ceil(length / fragment.length))
}

/** Milliseconds of processor time, which is the same on a busy machine. */
function timeOf(use: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage()
  use(text)
  return process.cpuUsage(before).user / 1000
}

function isInProportion(use: (text: string) => unknown, text: string): boolean {
  let whole = timeOf(use, text)
  if (whole <= SUSPICIOUS_MS) return true
  // the end is what a pattern may look for
  const end = text.slice(-text.length / 4)
  let quarter = timeOf(use, end)
  for (let left = MORE_TRIES; left > 0; left -= 1) {
    quarter = Math.min(quarter, timeOf(use, end))
    whole = Math.min(whole, timeOf(use, text))
    if (whole <= SUSPICIOUS_MS || (whole <= LIMIT_MS && whole <= quarter * MOST_FOR_FOUR_TIMES)) return true
  }
  return false
}

/** Lets each text be used, and names the ones that took more than what is in proportion takes. */
export function expectInProportion(texts: readonly string[], use: (text: string) => unknown): void {
  const slow = texts.filter(text => !isInProportion(use, text))
  expect(slow.map(text => text.slice(0, 80)), 'take more time than they have characters').toEqual([])
}
