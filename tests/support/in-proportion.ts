import { expect } from 'vitest'

/** Of texts that must be read in proportion: a pattern that looks from each character at all others is at it for a minute. */
export const LONG = 200_000
/** Of processor time, which is the same on a busy machine. What is in proportion has needed a twentieth of it at most. */
const LIMIT_MS = 3_000

/** Over and over again up to the length. */
export function repeated(fragment: string, length = LONG): string {
  return fragment.repeat(Math.ceil(length / fragment.length))
}

/** Lets each text be used, and names the ones that took more than what is in proportion takes. */
export function expectInProportion(texts: readonly string[], use: (text: string) => unknown): void {
  const slow = texts.filter((text) => {
    const before = process.cpuUsage()
    use(text)
    return process.cpuUsage(before).user / 1000 > LIMIT_MS
  })
  expect(slow.map(text => text.slice(0, 80)), 'take more time than they have characters').toEqual([])
}
