/**
 * Who else has the shared notes of a chat open, and the word that they have changed: on the application's own channel, which everybody hears
 * who has the app open, members of the chat or not. So a word is sealed with a secret that lies in the storage of the notes. To others it is
 * noise of always the same length: it tells neither chat, person nor what happened.
 */
import type { ShallowRef } from 'vue'
import { shallowRef } from 'vue'
import type { ApplicationChannel } from '../bitrix24/index.ts'
import { createSealer, type Sealer } from '../lib/browser/sealing.ts'
import { fromHex, toHex } from '../lib/browser/unsealing.ts'
import type { Present } from './notes.ts'

type Kind = 'changed' | 'here' | 'writing' | 'left'

const KINDS: readonly Kind[] = ['changed', 'here', 'writing', 'left']
const WORD_BYTES = 16

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

interface CompanyOptions {
  channel: ApplicationChannel
  viewerId: number
  /** They have changed. */
  onTold: () => void
  now?: () => number
  random?: () => number
}

export interface Company {
  /** Others, once each, by person. */
  readonly present: Readonly<ShallowRef<readonly Present[]>>
  /** From now on this is what members know; null: nothing is said. */
  goBy(secret: string | null): Promise<void>
  changed(): void
  writing(): void
  /** Whether somebody looks at this page. */
  show(isVisible: boolean): void
  close(): void
}

interface Window {
  personId: number
  until: number
  writesUntil: number
}

export function openCompany({ channel, viewerId, onTold, now = Date.now, random = Math.random }: CompanyOptions): Company {
  const present = shallowRef<readonly Present[]>([])
  const own = Math.floor(random() * 0xFFFF_FFFF)
  const windows = new Map<number, Window>()
  const heard = new Set<string>()
  let known: { secret: string, sealer: Sealer } | null = null
  let isVisible = true
  let isClosed = false
  let wroteAt = Number.NEGATIVE_INFINITY
  let answeredAt = Number.NEGATIVE_INFINITY
  let isAnswering = false
  let toldAt = Number.NEGATIVE_INFINITY
  const timers = new Map<'stay' | 'answer' | 'told' | 'leave', ReturnType<typeof setTimeout>>()

  function later(name: 'stay' | 'answer' | 'told' | 'leave', work: () => void, after: number): void {
    clearTimeout(timers.get(name))
    if (!isClosed) timers.set(name, setTimeout(work, after))
  }

  /** Never rejects: a word that is not said is one that nobody misses for long. */
  async function say(kind: Kind): Promise<void> {
    if (!known) return
    const word = new Uint8Array(WORD_BYTES)
    const view = new DataView(word.buffer)
    view.setUint8(0, KINDS.indexOf(kind))
    view.setUint32(1, own)
    view.setFloat64(5, viewerId)
    try {
      await channel.publish(toHex(new Uint8Array(await known.sealer.seal('', word))))
    } catch {
      return // the heart of the chat, or the next reading, brings what this word was about
    }
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
    if (!known || !/^[0-9a-f]{88}$/.test(token) || heard.has(token)) return
    const opened = await known.sealer.open('', fromHex(token).buffer)
    if (!opened || opened.length !== WORD_BYTES || heard.has(token) || isClosed) return
    heard.add(token)
    const [oldest] = heard
    if (heard.size > MOST_HEARD && oldest !== undefined) heard.delete(oldest)
    const view = new DataView(opened.buffer)
    const kind = KINDS[view.getUint8(0)]
    const personId = view.getFloat64(5)
    if (kind !== undefined && Number.isSafeInteger(personId) && personId > 0) take(kind, view.getUint32(1), personId)
  }

  function take(kind: Kind, id: number, personId: number): void {
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

  const stop = channel.listen(token => void hear(token), tell)

  return {
    present,
    async goBy(secret) {
      if (secret === (known?.secret ?? null) || isClosed) return
      const sealer = secret === null ? null : await createSealer(secret, 'notes company')
      // those who know the one before learn of it
      if (known) await say('changed')
      known = secret !== null && sealer ? { secret, sealer } : null
      windows.clear()
      show()
      stay()
    },
    changed() {
      // which ends that somebody writes; the next line is announced anew
      wroteAt = Number.NEGATIVE_INFINITY
      void say('changed')
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
      const bye = isVisible ? say('left') : Promise.resolve()
      isClosed = true
      for (const timer of timers.values()) clearTimeout(timer)
      windows.clear()
      present.value = []
      void bye.finally(() => channel.close())
    },
  }
}
