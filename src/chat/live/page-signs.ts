/** What the page notices of the person in front of it, as the pacing wants to know it. */
import type { PacingEvent } from './pacing.ts'

/** Hands move many times a second. */
const STAYS_EVERY = 2_000

interface PageSignsOptions {
  page: Document
  /** Ends with it. */
  signal: AbortSignal
  now: () => number
  note: (event: PacingEvent) => void
}

/** A pointer that enters the frame and a focus are somebody who comes; what hands do in it are signs that somebody is there. */
export function watchPage({ page, signal, now, note }: PageSignsOptions): void {
  const view = page.defaultView
  let stayedAt = Number.NEGATIVE_INFINITY
  const stays = (): void => {
    if (now() - stayedAt < STAYS_EVERY) return
    stayedAt = now()
    note({ kind: 'stays' })
  }
  const passive = { signal, passive: true, capture: true }
  page.addEventListener('visibilitychange', () => note({ kind: page.visibilityState === 'hidden' ? 'hidden' : 'visible' }), { signal })
  page.documentElement.addEventListener('pointerenter', () => note({ kind: 'comes' }), { signal, passive: true })
  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel']) page.addEventListener(sign, stays, passive)
  view?.addEventListener('focus', () => note({ kind: 'comes' }), { signal })
  view?.addEventListener('online', () => note({ kind: 'online' }), { signal })
  view?.addEventListener('offline', () => note({ kind: 'offline' }), { signal })
}
