/** Frames beside one chat, each with a page of its own, in one browser or in several; and the chat. */
import { Window } from 'happy-dom'
import { vi } from 'vitest'
import type { FrameShare, SharedBeat } from '../../src/chat/live/frame-share.ts'
import { type Beat, type Heartbeat, type HeartbeatOptions, startHeartbeat } from '../../src/chat/live/heartbeat.ts'
import type { HeartState } from '../../src/chat/live/pacing.ts'
import type { Tells } from '../../src/chat/live/telling.ts'
import { holdName } from '../../src/lib/browser/name-lock.ts'
import { aLockManager } from './a-lock-manager.ts'

/** What a portal says of a chat, as far as these tests go: its last message. */
export const chat = { last: 1 }

/** Pages of one browser and person; answers go through the test's own hands, as they would through the channel. */
export function aBrowser() {
  const locks = aLockManager()
  const pages = new Set<(beat: SharedBeat) => void>()
  return {
    openShare(hear: (beat: SharedBeat) => void): Promise<FrameShare> {
      pages.add(hear)
      return Promise.resolve({
        hold: () => holdName('chat', { locks }),
        tell: beat => Promise.resolve().then(() => pages.forEach(page => page !== hear && page(beat))),
        close: () => void pages.delete(hear),
      })
    },
    /** Somebody who is no frame of ours. */
    say: (beat: SharedBeat) => pages.forEach(page => page(beat)),
  }
}

/** The application's channel in a portal. */
export function anApplicationChannel() {
  const hearers = new Set<(token: unknown) => void>()
  const said: string[] = []
  return {
    said,
    open(): Promise<Tells> {
      let own: ((token: unknown) => void) | null = null
      return Promise.resolve({
        publish(token) {
          said.push(token)
          hearers.forEach(hear => hear(token))
          return Promise.resolve()
        },
        listen(hear) {
          own = hear
          hearers.add(hear)
          return () => void hearers.delete(hear)
        },
        close: () => own && hearers.delete(own),
      })
    },
  }
}

export interface Frame {
  heart: Heartbeat
  /** When it asked the portal. */
  asked: number[]
  /** Last messages that it was brought, by itself or another frame. */
  taken: number[]
  states: HeartState[]
  page: Document
  come(): void
  /** A sign of somebody who is there. */
  stay(): void
  hide(isHidden: boolean): void
}

type Given = Partial<Pick<HeartbeatOptions, 'openShare' | 'tells' | 'random'>> & { beat?: (signal: AbortSignal) => Promise<Beat> }

export function aFrame({ beat, openShare = () => Promise.resolve(null), tells = null, random = () => 0.5 }: Given = {}): Frame {
  const page = new Window().document as unknown as Document // the one of happy-dom, as every test has it
  let isHidden = false
  Object.defineProperty(page, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') })
  const frame: Omit<Frame, 'heart'> = {
    asked: [], taken: [], states: [], page,
    come: () => void page.documentElement.dispatchEvent(eventOf(page, 'pointerenter')),
    stay: () => void page.dispatchEvent(eventOf(page, 'pointermove')),
    hide(hidden) {
      isHidden = hidden
      page.dispatchEvent(eventOf(page, 'visibilitychange'))
    },
  }
  let shown = chat.last
  const heart = startHeartbeat({
    page, openShare, tells, random,
    known: { since: Date.now(), work: { operating: 0, took: 0.05 }, mark: `message ${shown}` },
    onState: state => void frame.states.push(state),
    async beat(signal) {
      frame.asked.push(Date.now())
      return beat ? await beat(signal) : { answer: chat.last, work: { operating: 0, took: 0.05 } }
    },
    take(answer) {
      if (typeof answer !== 'number') throw new TypeError('no number of a message')
      frame.taken.push(answer)
      const isNews = answer > shown
      shown = Math.max(shown, answer)
      return { isNews, mark: `message ${shown}` }
    },
  })
  return { ...frame, heart }
}

function eventOf(page: Document, name: string): Event {
  const { Event: Kind } = page.defaultView ?? globalThis
  return new Kind(name)
}

/** Lets time pass, with somebody's hands in some of the frames. */
export async function pass(ms: number, { hands = [] }: { hands?: readonly Frame[] } = {}): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    for (const frame of hands) frame.stay()
    await vi.advanceTimersByTimeAsync(Math.min(1_000, left))
  }
}
