/**
 * How much is asked for at once, and when: https://apidocs.bitrix24.com/limits.html. The portal's bucket holds 50 requests and
 * drains two a second for everybody who shares one address; a reading stays below both, so that the person can continue to work.
 */
import type { PortalError, WorkingTime } from '../../bitrix24/index.ts'
import type { WaitReason } from './reading.ts'

/** Time as a reading sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** @throws the signal's reason as soon as there is one */
  wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) => orAborted(new Promise(resolve => setTimeout(resolve, ms)), signal),
}

/** `work`, or the signal's reason as soon as there is one; the work goes on, and its result is dropped. */
export async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return await work
  signal.throwIfAborted()
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason as Error)
  })
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Of the 50 requests that may come at once. */
const MOST_AT_ONCE = 35
/** Of the two a second that may come for ever. */
const PER_SECOND = 1.5

const FIRST_PAGES = 25
const MOST_PAGES = 50
/** The portal ends a request after 60 seconds; a person who cancels, pauses or waits for progress does not want half of that. */
const SLOW_SECONDS = 10
const QUICK_SECONDS = 4

/** Of the working time in ten minutes: the least limit that is documented is 420 seconds (self-hosted), and it is everybody's. */
const WORKING_SECONDS = 300
/** A minute of working time expires every minute; this is the wait where the portal does not say when. */
const UNKNOWN_RESET_MS = 60_000
const LONGEST_RESET_MS = 660_000

const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000] as const
const MOST_REFUSALS = 12

export interface Pause {
  ms: number
  reason: WaitReason
}

/** Kinds of errors that a repeat does not fix. */
const FINAL: readonly PortalError['kind'][] = ['no-access', 'missing-scope', 'not-found', 'outside-portal', 'wrong-host']

export function createPace(now: () => number) {
  let pages = FIRST_PAGES
  let atOnce = MOST_AT_ONCE
  let level = 0
  let drainedAt = now()
  let secondsPerPage = 0
  let operating: { seconds: number, resetAt: number | null } = { seconds: 0, resetAt: null }
  let troubles = 0
  let refusals = 0

  function drain(): void {
    const at = now()
    level = Math.max(0, level - Math.max(0, at - drainedAt) / 1000 * PER_SECOND)
    drainedAt = at
  }

  function until(resetAt: number | null): number {
    const ms = resetAt === null ? UNKNOWN_RESET_MS : resetAt - now()
    return Math.min(LONGEST_RESET_MS, ms > 0 ? ms + 1_000 : UNKNOWN_RESET_MS)
  }

  return {
    /** How many pages the next request may ask for. */
    get pages() {
      const room = secondsPerPage > 0 ? Math.floor((WORKING_SECONDS - operating.seconds) / secondsPerPage) : MOST_PAGES
      return Math.max(1, Math.min(pages, room))
    },

    /** What to wait for before the next request; null for nothing. */
    beforeRequest(): Pause | null {
      if (operating.seconds >= WORKING_SECONDS) {
        const ms = until(operating.resetAt)
        operating = { seconds: 0, resetAt: null }
        return { ms, reason: 'working-time' }
      }
      drain()
      return level + 1 <= atOnce ? null : { ms: Math.ceil((level + 1 - atOnce) / PER_SECOND * 1000), reason: 'pace' }
    },

    sent(): void {
      drain()
      level += 1
    },

    answered(time: WorkingTime, asked: number): void {
      if (time.operating !== null) operating = { seconds: time.operating, resetAt: time.operatingResetAt }
      if (time.duration === null) return
      secondsPerPage = time.duration / Math.max(1, asked)
      if (time.duration > SLOW_SECONDS) pages = Math.max(1, Math.floor(asked / 2))
    },

    /** A new page was read, so earlier failures no longer count. */
    progressed(): void {
      troubles = 0
      refusals = 0
      if (secondsPerPage * pages < QUICK_SECONDS) pages = Math.min(MOST_PAGES, pages * 2)
    },

    /** What to wait for after a refusal. @throws the error when asking again does not help, or has not helped */
    refused(error: PortalError): Pause {
      if (FINAL.includes(error.kind) || error.code === 'ERROR_METHOD_NOT_FOUND' || error.code === 'OVERLOAD_LIMIT') throw error
      if (error.kind === 'busy') {
        refusals += 1
        if (refusals > MOST_REFUSALS) throw error
        if (error.code === 'OPERATION_TIME_LIMIT') return { ms: until(error.resetAt ?? operating.resetAt), reason: 'working-time' }
        // somebody else fills the bucket too, and it is full now
        atOnce = Math.max(5, Math.floor(atOnce / 2))
        drain()
        level = Math.max(level, atOnce)
        return { ms: PAUSES_MS[Math.min(refusals, PAUSES_MS.length - 1)] ?? 0, reason: 'rate-limit' }
      }
      const pause = PAUSES_MS[troubles]
      troubles += 1
      // the door has requested a new token already
      if (pause === undefined || (error.kind === 'session-expired' && troubles > 2)) throw error
      pages = Math.max(1, Math.floor(pages / (error.kind === 'timeout' ? 4 : 2)))
      return { ms: pause, reason: 'trouble' }
    },
  }
}

export type Pace = ReturnType<typeof createPace>
