/** How refusals slow the heart: each one halves its rate, which comes back slowly; some say until when. */

const MINUTE = 60_000
/** The slowest it gets. */
const LEAST_RATE = 1 / 32
/** However often it was refused. */
const LONGEST_PAUSE = 5 * MINUTE
/** People who come cause more beats than the clock does, so they are what must be spared: so long at half the rate, three times at a quarter. */
const REST = MINUTE
/** Back from nothing to the full rate, evenly. */
const RECOVERY = 20 * MINUTE
/** The portal may say that it takes a method again later than this; it is asked once before. */
const LONGEST_UNTIL = 11 * MINUTE

/**
 * `rate`: QUERY_LIMIT_EXCEEDED or another 503 or 429. `working-time`: OPERATION_TIME_LIMIT. `silence`: no answer, or the request never
 * got there. `session`: the token could not be renewed. `gone`: the chat is refused, and asking again does not help. `failed`: anything else.
 */
export type Refusal = 'rate' | 'working-time' | 'silence' | 'session' | 'gone' | 'failed'

/** Milliseconds until the next try, where the portal does not say: doubles with each refusal, and up to half as long again by chance. */
const PAUSES: Record<Refusal, number> = { 'rate': 2 * MINUTE, 'working-time': MINUTE, 'silence': 10_000, 'session': 20_000, 'gone': 0, 'failed': 10_000 }

interface RefusalsOptions {
  now: () => number
  random: () => number
}

export interface Refusals {
  refused(why: Refusal, until: number | null): void
  /** A request was refused that is sent again by itself: what is shown is not yet older for it. */
  repeated(): void
  answered(): void
  /** A person asks for it themselves: that is not made to wait, and a chat that was refused may be there again. */
  forgive(): void
  /** By how much everything is slower; 1 at the full rate. */
  factor(): number
  /** Milliseconds that who comes does not make shorter: nothing at the full rate. */
  rest(): number
  /** No beat before. */
  until(): number
  isFinal(): boolean
  /** Null after an answer. */
  last(): Refusal | null
}

export function createRefusals({ now, random }: RefusalsOptions): Refusals {
  let rate = 1
  let refusedAt = Number.NEGATIVE_INFINITY
  let notBefore = Number.NEGATIVE_INFINITY
  let last: Refusal | null = null

  const rateNow = (): number => Math.min(1, rate + (now() - refusedAt) / RECOVERY)

  function slow(why: Refusal, until: number | null): void {
    rate = Math.max(LEAST_RATE, rateNow() / 2)
    refusedAt = now()
    const pause = refusedAt + Math.min(LONGEST_PAUSE, PAUSES[why] / rate / 2) * (1 + random() / 2)
    const told = until !== null && until > refusedAt ? Math.min(until, refusedAt + LONGEST_UNTIL) + 1_000 + random() * 10_000 : pause
    notBefore = Math.max(notBefore, pause, told)
  }

  return {
    refused(why, until) {
      slow(why, until)
      last = why
    },
    repeated: () => slow('rate', null),
    answered() {
      last = null
    },
    forgive() {
      if (last !== 'working-time') notBefore = Number.NEGATIVE_INFINITY
      if (last === 'gone') last = null
    },
    factor: () => 1 / rateNow(),
    rest: () => (1 / rateNow() - 1) * REST,
    until: () => notBefore,
    isFinal: () => last === 'gone',
    last: () => last,
  }
}
