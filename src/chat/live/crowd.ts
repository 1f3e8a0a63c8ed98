/**
 * How many beat besides us. The portal's bucket of requests belongs to everybody behind one address, and nobody can see the others; but
 * every answer of the cloud says for how long its method has worked for this application in the last ten minutes, for everybody
 * (`operating`, https://apidocs.bitrix24.com/limits.html). That sum, divided by what one call takes, is how often everybody has asked.
 */
import type { MethodWork } from '../../bitrix24/index.ts'

/**
 * Requests a minute of everybody from which on the heart becomes slower, in what power of it, and how much slower it gets at most. In
 * proportion it would only halve what four times as many ask for. Where answers say nothing, a few others are taken for granted.
 */
const ALONE = { enough: 6, power: 2, slowest: 20, unknown: 2 }
/** Where people tell each other, the clock is the lesser source of news, and an office should get by with much less. */
const TOLD = { enough: 1, power: 2, slowest: 40, unknown: 6 }
/** Seconds of working time in ten minutes from which on it counts: a quarter of what the documentation allows. */
const ENOUGH_WORK = 120
const SLOWEST_FOR_WORK = 16
/** How much one call says about what calls take. */
const WEIGHT = 0.3
/** No call is quicker, and clocks are coarse. */
const LEAST_TOOK = 0.001

export interface Crowd {
  /** While requests are refused fewer are counted, which is no sign of room. */
  take(work: MethodWork, isRefused?: boolean): void
  /** By how much everything is slower; 1 for nobody else. */
  factor(): number
}

export function createCrowd({ isTold }: { isTold: boolean }): Crowd {
  const { enough, power, slowest, unknown } = isTold ? TOLD : ALONE
  let took: number | null = null
  let operating = 0

  return {
    take(work, isRefused = false) {
      if (!Number.isFinite(work.took) || !(work.operating >= 0)) return // handed on by a page of another version
      const one = Math.max(LEAST_TOOK, work.took)
      took = took === null ? one : took + (one - took) * WEIGHT
      operating = isRefused ? Math.max(operating, work.operating) : work.operating
    },
    factor() {
      if (took === null) return unknown
      const aMinute = operating / took / 10
      const forWork = Math.min(SLOWEST_FOR_WORK, Math.max(1, operating / ENOUGH_WORK) ** 2)
      return Math.min(slowest, Math.max(1, aMinute / enough) ** power) * forWork
    },
  }
}
