/** Who else has the shared notes of a chat open, and the word that they have changed. */
import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import type { ApplicationChannel } from '../bitrix24/index.ts'
import { steadyClock } from '../lib/steady-clock.ts'
import { createWords, type Word, type Words } from './company-words.ts'
import type { Present } from './notes.ts'

/** Milliseconds between two words of who stays while others are there, and until who says none is taken for gone. */
const SAID_EVERY = 120_000
const GONE_AFTER = 270_000
const WRITING_EVERY = 10_000
const WRITING_FOR = 15_000
/** Who has just come is answered by everybody, so not at once by all, and not by the same one all the time. */
const ANSWERED_WITHIN = 1_000
const LEAST_BETWEEN_ANSWERS = 5_000
/** Readings because of words that came in a row. */
const LEAST_BETWEEN_TOLD = 700
const MOST_WINDOWS = 50
const MOST_HEARD = 500
/** Milliseconds until a word that something changed is said again where it could not be. Each failure doubles it; then others look by themselves. */
const SAID_AGAIN = 1_000
const LAST_SAID_AGAIN = 32_000

interface CompanyOptions {
  channel: ApplicationChannel
  viewerId: number
  /** The word that the notes of this chat begin, which all members make; null where none can be made. */
  makeBeginning: () => Promise<string | null>
  /** They have changed. */
  onTold: () => void
  now?: () => number
  random?: () => number
}

export interface Company {
  /** Others, once each, by person. */
  readonly present: Readonly<ShallowRef<readonly Present[]>>
  /** Others hear what is said here, and are heard. */
  readonly isLive: Readonly<ShallowRef<boolean>>
  /** From now on this is what members know; null: nothing is kept yet. */
  goBy(secret: string | null): Promise<void>
  /** `isBeginning`: others who have it open may know no secret yet. */
  changed(isBeginning: boolean): void
  writing(): void
  /** Whether somebody looks at this page. */
  show(isVisible: boolean): void
  close(): void
}

type Timer = 'stay' | 'answer' | 'told' | 'leave' | 'again'

interface Window {
  personId: number
  until: number
  writesUntil: number
}

export function openCompany({ channel, viewerId, makeBeginning, onTold, now = steadyClock(), random = Math.random }: CompanyOptions): Company {
  const present = shallowRef<readonly Present[]>([])
  const isLive = shallowRef(false)
  const own = Math.floor(random() * 0xFFFF_FFFF)
  const windows = new Map<number, Window>()
  const heard = new Set<string>()
  let known: { secret: string, words: Words } | null = null
  let going: Promise<void> = Promise.resolve()
  let beginning: Promise<string | null> | null = null
  /** What has not been said yet. */
  const unsaid = { change: false, beginning: false }
  let isConnected = true
  let isVisible = true
  let isClosed = false
  let wroteAt = Number.NEGATIVE_INFINITY
  let answeredAt = Number.NEGATIVE_INFINITY
  let isAnswering = false
  let toldAt = Number.NEGATIVE_INFINITY
  const timers = new Map<Timer, ReturnType<typeof setTimeout>>()

  function later(name: Timer, work: () => void, after: number): void {
    clearTimeout(timers.get(name))
    if (!isClosed) timers.set(name, setTimeout(work, after))
  }

  /** Whether it was said, or there is nobody to understand it. Never rejects. */
  async function say(kind: Word['kind']): Promise<boolean> {
    return known === null || await publish(known.words.write({ kind, window: own, personId: viewerId }))
  }

  async function publish(token: Promise<string | null>): Promise<boolean> {
    try {
      const word = await token
      if (word !== null) await channel.publish(word)
      return true
    } catch {
      return false
    }
  }

  const wordOfBeginning = (): Promise<string | null> => beginning ??= makeBeginning()

  /** More than once if need be, for others would not see what has changed. A word that was said although its answer was lost costs them a reading. */
  async function announce(pause = SAID_AGAIN): Promise<void> {
    await going
    if (isClosed) return
    const { change, beginning: isBeginning } = unsaid
    Object.assign(unsaid, { change: false, beginning: false })
    if (isBeginning && !await publish(wordOfBeginning())) unsaid.beginning = true
    if (change && !await say('changed')) unsaid.change = true
    if ((unsaid.change || unsaid.beginning) && pause <= LAST_SAID_AGAIN) later('again', () => void announce(2 * pause), pause)
  }

  function stay(): void {
    if (!isVisible) return
    void say('here')
    later('stay', () => windows.size > 0 ? stay() : undefined, SAID_EVERY)
  }

  function show(): void {
    const at = now()
    for (const [id, { until }] of windows) if (until <= at) windows.delete(id)
    const people = new Map<number, Present>()
    for (const { personId, writesUntil } of windows.values()) {
      if (personId === viewerId) continue
      people.set(personId, { personId, isWriting: writesUntil > at || people.get(personId)?.isWriting === true })
    }
    const next = [...people.values()].sort((one, other) => one.personId - other.personId)
    if (JSON.stringify(next) !== JSON.stringify(present.value)) present.value = next
    const ends = [...windows.values()].flatMap(({ until, writesUntil }) => writesUntil > at ? [until, writesUntil] : [until])
    if (ends.length > 0) later('leave', show, Math.min(...ends) - at + 1)
  }

  async function hear(token: string): Promise<void> {
    if (!known) return hearBeginning(token)
    if (heard.has(token)) return
    const word = await known.words.read(token)
    if (!word || heard.has(token) || isClosed) return
    heard.add(token)
    const [oldest] = heard
    if (heard.size > MOST_HEARD && oldest !== undefined) heard.delete(oldest)
    take(word)
  }

  /** Who knows the secret hears of it by other words. */
  async function hearBeginning(token: string): Promise<void> {
    if (/^[0-9a-f]{64}$/.test(token) && token === await wordOfBeginning() && !isClosed) tell()
  }

  function take({ kind, window: id, personId }: Word): void {
    if (id === own) return
    if (kind === 'changed') tell()
    const before = windows.get(id)
    if (kind === 'left') {
      windows.delete(id)
    } else if (before || windows.size < MOST_WINDOWS) {
      windows.set(id, { personId, until: now() + GONE_AFTER, writesUntil: kind === 'writing' ? now() + WRITING_FOR : kind === 'changed' ? 0 : before?.writesUntil ?? 0 })
      if (!before) answer()
    }
    show()
  }

  function answer(): void {
    // one answer is for all who have come until then, and nobody is left without one
    if (isAnswering) return
    isAnswering = true
    later('answer', () => {
      isAnswering = false
      answeredAt = now()
      stay()
    }, Math.max(0, answeredAt + LEAST_BETWEEN_ANSWERS - now()) + random() * ANSWERED_WITHIN)
  }

  function tell(): void {
    const wait = toldAt + LEAST_BETWEEN_TOLD - now()
    if (wait > 0) return later('told', tell, wait)
    toldAt = now()
    onTold()
  }

  async function goOnBy(secret: string | null): Promise<void> {
    // made slowly, and needed at once when somebody says it
    if (secret === null) void wordOfBeginning()
    if (secret === (known?.secret ?? null) || isClosed) return
    const words = secret === null ? null : await createWords(secret)
    // those who know the one before learn of it
    if (known) await say('changed')
    known = secret !== null && words ? { secret, words } : null
    judgeLive()
    windows.clear()
    show()
    stay()
  }

  function judgeLive(): void {
    isLive.value = known !== null && isConnected && !isClosed
  }

  function connect(isThere: boolean): void {
    isConnected = isThere
    judgeLive()
    if (isThere) tell()
  }

  const stop = channel.listen(token => void hear(token), connect)

  return {
    present,
    isLive,
    goBy: secret => going = going.then(() => goOnBy(secret)),
    changed(isBeginning) {
      // which ends that somebody writes; the next line is announced anew
      wroteAt = Number.NEGATIVE_INFINITY
      unsaid.change = true
      unsaid.beginning ||= isBeginning
      void announce()
    },
    writing() {
      if (now() - wroteAt < WRITING_EVERY || windows.size === 0) return
      wroteAt = now()
      void say('writing')
    },
    show(isSeen) {
      if (isSeen === isVisible) return
      isVisible = isSeen
      if (isSeen) stay()
      else void say('left')
    },
    close() {
      if (isClosed) return
      stop()
      const bye = isVisible ? say('left') : Promise.resolve(true)
      isClosed = true
      judgeLive()
      for (const timer of timers.values()) clearTimeout(timer)
      windows.clear()
      present.value = []
      void bye.finally(() => channel.close())
    },
  }
}
