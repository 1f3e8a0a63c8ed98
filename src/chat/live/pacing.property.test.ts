// @vitest-environment node
/** Whatever happens, in whatever order: never more than six beats a minute, and none that nobody is there for. */
import fc from 'fast-check'
import { test } from 'vitest'
import type { MethodWork } from '../../bitrix24/index.ts'
import { createPacing, NOBODY_LOOKS_AFTER, type PacingEvent } from './pacing.ts'
import type { Refusal } from './refusals.ts'

const MINUTE = 60_000

const work: fc.Arbitrary<MethodWork | null> = fc.option(fc.record({
  operating: fc.double({ min: 0, max: 2_000, noNaN: true }), took: fc.double({ min: 0, max: 60, noNaN: true }),
}))
const refusal = fc.constantFrom<Refusal>('rate', 'working-time', 'silence', 'session', 'failed', 'gone')
const SIMPLE = [
  'visible', 'hidden', 'online', 'offline', 'comes', 'comes', 'stays', 'stays', 'asked', 'changed', 'request', 'request-over', 'read', 'yielded', 'told', 'told',
] as const
const event: fc.Arbitrary<PacingEvent> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...SIMPLE).map(kind => ({ kind })) },
  fc.record({ kind: fc.constant('beaten' as const), by: fc.constant('other' as const), isNews: fc.boolean(), work }),
  fc.record({ kind: fc.constant('refused' as const), why: refusal, until: fc.option(fc.integer({ min: 0, max: 30 * MINUTE })) }),
)
/** Mostly moments, as hands and floods are. */
const wait = fc.oneof({ weight: 4, arbitrary: fc.nat(2_000) }, fc.nat(20_000), fc.nat(7 * MINUTE))
const answer = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('beaten' as const), by: fc.constant('this' as const), isNews: fc.boolean(), work }) },
  fc.record({ kind: fc.constant('refused' as const), why: refusal, until: fc.option(fc.integer({ min: 0, max: 30 * MINUTE })) }),
)
const life = fc.record({
  isTold: fc.boolean(),
  isVisible: fc.boolean(),
  isOnline: fc.boolean(),
  work,
  chances: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
  happens: fc.array(fc.record({ wait, event }), { maxLength: 200 }),
  answers: fc.array(answer, { minLength: 1, maxLength: 20 }),
  takes: fc.nat(400),
})

/** Signs of somebody, as the page gives them; also of an invisible one, which is nobody. */
const SIGNS: readonly PacingEvent['kind'][] = ['visible', 'comes', 'stays', 'asked', 'changed']

interface Lived {
  beats: number[]
  /** Of this frame and, as far as it was told, of others. */
  all: number[]
  wrong: string[]
}

function live({ isTold, isVisible, isOnline, work, chances, happens, answers, takes }: typeof life extends fc.Arbitrary<infer Value> ? Value : never): Lived {
  let now = 1_000_000
  let drawn = 0
  const random = (): number => chances[drawn++ % chances.length] ?? 0
  const pacing = createPacing({ now: () => now, random, knownSince: now, isVisible, isOnline, work, isTold })
  const lived: Lived = { beats: [], all: [], wrong: [] }
  let signAt = isVisible ? now : Number.NEGATIVE_INFINITY

  const beatUntil = (until: number): void => {
    for (let due = pacing.next(); due !== null && due <= until; due = pacing.next()) {
      now = Math.max(now, due)
      if (!isVisible || !isOnline || now >= signAt + NOBODY_LOOKS_AFTER) lived.wrong.push(`${now}`)
      lived.beats.push(now)
      lived.all.push(now)
      pacing.on({ kind: 'beating' })
      now += takes
      const said = answers[lived.beats.length % answers.length]
      if (said) pacing.on(said.kind === 'refused' && said.until !== null ? { ...said, until: now + said.until } : said)
    }
    now = Math.max(now, until)
  }

  for (const { wait, event } of happens) {
    beatUntil(now + wait)
    if (event.kind === 'visible') isVisible = true
    if (event.kind === 'hidden') isVisible = false
    if (event.kind === 'online') isOnline = true
    if (event.kind === 'offline') isOnline = false
    if (SIGNS.includes(event.kind)) signAt = now
    if (event.kind === 'beaten') lived.all.push(now)
    pacing.on(event)
    // for a hundred thousand events, Vitest's own words take longer than what they are about
    if ((pacing.state().pulse === 'stopped') !== (pacing.next() === null)) throw new Error(`${pacing.state().pulse}, and the next beat is at ${String(pacing.next())}`)
  }
  beatUntil(now + 15 * MINUTE)
  return lived
}

/** The most within any minute, at whatever moment it begins. */
function mostInAMinute(beats: readonly number[]): number {
  return Math.max(0, ...beats.map(from => beats.filter(at => at >= from && at < from + MINUTE).length))
}

test('no sequence of events makes more than six beats in any minute', () => {
  fc.assert(fc.property(life, lived => mostInAMinute(live(lived).beats) <= 6), { numRuns: 700 })
})

test('beats of other frames leave that much less for this one', () => {
  fc.assert(fc.property(life, (lived) => {
    const { beats, all } = live(lived)
    // this one never beats when there were six already, whoever beat them
    return beats.every(at => all.filter(other => other < at && other > at - MINUTE).length < 6)
  }), { numRuns: 500 })
})

test('no beat while hidden, without a network, or five minutes after the last sign of somebody', () => {
  fc.assert(fc.property(life, lived => live(lived).wrong.length === 0), { numRuns: 700 })
})

test('nothing that others tell brings a beat to a page that nobody is at', () => {
  const flood = fc.array(fc.record({ wait: fc.nat(5_000), event: fc.constant<PacingEvent>({ kind: 'told' }) }), { maxLength: 300 })
  fc.assert(fc.property(life, flood, (lived, told) => {
    const quiet: typeof lived.happens = [{ wait: 0, event: { kind: 'hidden' } }, { wait: NOBODY_LOOKS_AFTER, event: { kind: 'told' } }]
    return live({ ...lived, isVisible: false, happens: [...quiet, ...told] }).beats.length === 0
  }), { numRuns: 300 })
})

test('whatever was refused before, somebody who stays is served again', () => {
  fc.assert(fc.property(life, (lived) => {
    const stay = Array.from({ length: 60 * 12 }, () => ({ wait: 5_000, event: { kind: 'stays' } as PacingEvent }))
    const fine = { kind: 'beaten', by: 'this', isNews: false, work: { operating: 0, took: 0.05 } } as const
    const recovered: typeof lived.happens = [...lived.happens, ...(['request-over', 'online', 'visible', 'asked'] as const).map(kind => ({ wait: 0, event: { kind } })), ...stay]
    const { beats } = live({ ...lived, isTold: false, happens: recovered, answers: lived.answers.map(() => fine) })
    const last = beats.at(-1) ?? 0
    // at the end of that hour the pulse is the full one again
    return beats.filter(at => at > last - 10 * MINUTE).length >= 15
  }), { numRuns: 300 })
})
