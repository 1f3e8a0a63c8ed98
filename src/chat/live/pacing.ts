/**
 * When the next look at the chat is due: by attention, not by the clock, and within what an office can afford
 * (docs/decisions/heartbeat.md has the model and its figures). Knows no page and starts no timer: it is told what happens, and asked.
 */
import type { MethodWork } from '../../bitrix24/index.ts'
import { createCrowd } from './crowd.ts'
import { createRefusals, type Refusal } from './refusals.ts'

const MINUTE = 60_000

/** Beats in any minute, of all frames of the chat that share. */
const MOST_A_MINUTE = 6
/** A request leaves a moment after its beat has begun, one sooner than the other. */
const ANY_MINUTE = MINUTE + 1_000
/** What is known is new enough for somebody who has just come. */
const FEW_SECONDS = 5_000
/** Between beats while somebody is at it: ten seconds, and up to five more by chance, so that frames do not keep step. */
const SHORTEST_GAP = 10_000
const SPREAD_OF_GAP = 5_000
/** Without a sign of anybody for so long nobody looks any more. */
export const NOBODY_LOOKS_AFTER = 5 * MINUTE
/** Somebody is at it until there was no sign for so long; the next sign is one of coming back. */
const AT_IT = 30_000
/** The portal may need a moment until its answers have what was changed. */
const AFTER_CHANGE = 1_000
/** Of what was told lately: others of this chat watch it, so the clock is a safety net, and who comes back needs nothing read. */
const TOLD_LATELY = 10 * MINUTE
const NET = 90_000
const WATCHED = 30_000
/** Milliseconds over which those who were told read. */
const SPREAD_OF_TOLD = 10_000
/** The least between two readings of what was told, for those who are at it all the time. */
const TOLD_GAP = 20_000
/** A person's own requests go first; a beat waits so long for their end, one after another counted together, and then a moment. */
const LONGEST_YIELD = 20_000
const AFTER_REQUEST = 1_000
/** Slower than that is not told apart from not at all. */
const LONGEST_LEAST = 4 * MINUTE

export type PacingEvent =
  | { kind: 'visible' | 'hidden' | 'online' | 'offline' }
  /** Somebody comes (focus, pointer or touch enters), is there (pointer, key), or asks for it (a press). */
  | { kind: 'comes' | 'stays' | 'asked' }
  /** This page has changed something in the chat. */
  | { kind: 'changed' }
  /** A request that a person waits for begins, ends. */
  | { kind: 'request' | 'request-over' }
  /** A beat is under way. */
  | { kind: 'beating' }
  /** An answer: to a beat of this frame, or of another one of this browser, which counts like one of this. */
  | { kind: 'beaten', by: 'this' | 'other', isNews: boolean, work: MethodWork | null }
  /** What is shown was read anew by other means. */
  | { kind: 'read' }
  /** Another frame of this browser is at it already. */
  | { kind: 'yielded' }
  | { kind: 'refused', why: Refusal, until: number | null }
  /** A busy portal refused a request that a person waits for, and it is sent again. */
  | { kind: 'repeated' }
  /** Another person's frame has noticed that what is known here is past. */
  | { kind: 'told' }

export type Why = 'hidden' | 'offline' | 'nobody-looks' | 'refused' | 'crowd' | 'told'

export interface HeartState {
  /** `stopped`: no beat will come by itself. */
  pulse: 'live' | 'slowed' | 'stopped'
  /** Null only while live. */
  why: Why | null
  /** Null unless the last beat was refused. */
  refusal: Refusal | null
  /** When what is shown was read. */
  knownSince: number
  /** Known to be past: told so, and not read since. */
  isOutdated: boolean
}

export interface PacingOptions {
  /** Milliseconds that never run backwards. */
  now: () => number
  /** 0 to 1. */
  random: () => number
  /** When what is shown was read. */
  knownSince: number
  isVisible: boolean
  isOnline: boolean
  /** What the opening's own answer said; null where it said nothing. */
  work: MethodWork | null
  /** Whether the portal lets frames tell each other (`pull`): an office then gets by with less. */
  isTold: boolean
}

export interface Pacing {
  on(event: PacingEvent): void
  /** When the next beat is due, null for never as things are. Between events it only comes nearer, or to nothing. */
  next(): number | null
  state(): HeartState
}

/** What has happened so far is the opening: somebody has just come, and everything was just read. */
export function createPacing({ now, random, knownSince, isVisible, isOnline, work, isTold }: PacingOptions): Pacing {
  const crowd = createCrowd({ isTold })
  if (work) crowd.take(work)
  const refusals = createRefusals({ now, random })
  const known = { since: knownSince, isOutdated: false }
  let lookedAt = isVisible ? now() : Number.NEGATIVE_INFINITY
  let triedAt = knownSince
  let chance = random()
  /** Beginnings of the last beats. */
  let begun: number[] = []
  let wishedAt: number | null = null
  /** When a word last proved true. */
  let toldAt = Number.NEGATIVE_INFINITY
  let requests = 0
  /** When the requests began that a beat gives way to, one after another, and when the last of them was over. */
  const busy = { since: 0, overAt: Number.NEGATIVE_INFINITY }
  let yieldUntil = Number.NEGATIVE_INFINITY

  const slowness = (): number => crowd.factor() * refusals.factor()
  const isWatched = (): boolean => now() < toldAt + TOLD_LATELY

  /** The least between two tries, however often somebody comes. */
  function least(): number {
    const usual = FEW_SECONDS * slowness() + refusals.rest()
    return Math.min(LONGEST_LEAST, isWatched() && !known.isOutdated ? Math.max(WATCHED, usual) : usual)
  }

  function wish(at: number): void {
    wishedAt = Math.min(wishedAt ?? Number.POSITIVE_INFINITY, at)
  }

  function lookAnew(isComing: boolean): void {
    const at = now()
    const isBack = at - lookedAt >= AT_IT
    lookedAt = at
    if ((isComing || isBack) && at - triedAt >= least()) wish(at)
  }

  function hear(): void {
    if (known.isOutdated) return
    known.isOutdated = true
    const at = now()
    // who is not at it reads when they come back, if they do
    if (at - lookedAt < AT_IT) wish(Math.max(at + random() * SPREAD_OF_TOLD * slowness(), triedAt + TOLD_GAP * slowness() + refusals.rest()))
  }

  function take({ by, isNews, work }: Extract<PacingEvent, { kind: 'beaten' }>): void {
    if (by === 'other') begin()
    if (work) crowd.take(work, refusals.factor() > 1)
    // news that nobody told: whoever watched is gone
    if (isNews) toldAt = known.isOutdated ? now() : Number.NEGATIVE_INFINITY
    read()
  }

  function begin(): void {
    triedAt = now()
    begun = [...begun, triedAt].slice(-MOST_A_MINUTE)
    wishedAt = null
    chance = random()
    busy.since = triedAt
  }

  function read(): void {
    refusals.answered()
    known.since = now()
    known.isOutdated = false
    triedAt = known.since
    wishedAt = null
  }

  function busyUntil(): number {
    return Math.min(busy.since + LONGEST_YIELD, requests > 0 ? Number.POSITIVE_INFINITY : busy.overAt + AFTER_REQUEST)
  }

  function on(event: PacingEvent): void {
    switch (event.kind) {
      case 'visible':
        isVisible = true
        return lookAnew(true)
      case 'comes': return lookAnew(true)
      case 'stays': return lookAnew(false)
      case 'hidden':
        isVisible = false
        wishedAt = null
        return
      case 'online':
        isOnline = true
        // a whole office may be back at once
        yieldUntil = Math.max(yieldUntil, now() + random() * FEW_SECONDS)
        return wish(yieldUntil)
      case 'offline':
        isOnline = false
        wishedAt = null
        return
      case 'asked':
        lookedAt = now()
        refusals.forgive()
        return wish(lookedAt)
      case 'changed':
        lookedAt = now()
        yieldUntil = Math.max(yieldUntil, lookedAt + AFTER_CHANGE)
        return wish(yieldUntil)
      case 'request':
        if (requests === 0 && now() >= busy.overAt + AFTER_REQUEST) busy.since = now()
        requests += 1
        return
      case 'request-over':
        requests = Math.max(0, requests - 1)
        busy.overAt = now()
        return
      case 'beating': return begin()
      case 'beaten': return take(event)
      case 'read': return read()
      case 'yielded':
        triedAt = now()
        wishedAt = null
        return
      case 'refused': return refusals.refused(event.why, event.until)
      case 'repeated': return refusals.repeated()
      case 'told': return hear()
    }
  }

  /** Doubles with each beat after the last sign of somebody, for it is as long as nobody has given one. */
  function gap(): number {
    const shortest = Math.max(SHORTEST_GAP + SPREAD_OF_GAP * chance, isWatched() ? NET * (1 + chance / 2) : 0)
    return Math.max(shortest * slowness(), triedAt - lookedAt)
  }

  function next(): number | null {
    if (!isVisible || !isOnline || refusals.isFinal()) return null
    const due = Math.min(wishedAt ?? Number.POSITIVE_INFINITY, triedAt + gap())
    const [sixthLast] = begun.length < MOST_A_MINUTE ? [] : begun
    const at = Math.max(now(), due, refusals.until(), yieldUntil, busyUntil(), sixthLast === undefined ? due : sixthLast + ANY_MINUTE)
    return at < lookedAt + NOBODY_LOOKS_AFTER ? at : null
  }

  function why(): Pick<HeartState, 'pulse' | 'why'> {
    if (!isOnline) return { pulse: 'stopped', why: 'offline' }
    if (refusals.isFinal()) return { pulse: 'stopped', why: 'refused' }
    if (!isVisible) return { pulse: 'stopped', why: 'hidden' }
    if (next() === null) return { pulse: 'stopped', why: 'nobody-looks' }
    if (refusals.factor() >= 1.5) return { pulse: 'slowed', why: 'refused' }
    if (triedAt - lookedAt > AT_IT) return { pulse: 'slowed', why: 'nobody-looks' }
    if (crowd.factor() >= 1.5) return { pulse: 'slowed', why: 'crowd' }
    return isWatched() ? { pulse: 'slowed', why: 'told' } : { pulse: 'live', why: null }
  }

  return { on, next, state: () => ({ ...why(), refusal: refusals.last(), knownSince: known.since, isOutdated: known.isOutdated }) }
}
