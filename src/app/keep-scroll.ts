import { fallback, nullable, number, object, parse } from 'valibot'
import type { Draft } from '../chat/drafts.ts'

/** How far the page is scrolled: in pixels, and, in a long list, which row stands how far below the top of the window. */
const keptScroll = fallback(object({ top: number(), row: nullable(number()), offset: number() }), { top: 0, row: null, offset: 0 })

/** Milliseconds of rest after which the draft is kept. */
const REST = 150
/** Steps towards a row whose height, and that of all before it, is only estimated until it is drawn. */
const MOST_STEPS = 40
/** Steps in which a row has to stay where it belongs. */
const STEADY_STEPS = 3
/** Milliseconds in which a row that was reached is held there: what rows say of people may come after the rows, and make them higher. */
const HOLD = 4_000

interface KeepScrollOptions {
  draft: Draft
  /** What may grow until there is enough to scroll to. */
  content: HTMLElement
}

/**
 * Scrolls to where somebody was as soon as the content is long enough again, and keeps the draft from then on. Whoever
 * touches wheel, screen or keys before that is left alone. Returns what ends it.
 */
export function keepScroll({ draft, content }: KeepScrollOptions): () => void {
  const kept = parse(keptScroll, draft.read())
  const controller = new AbortController()
  const { signal } = controller
  let isRestoring = kept.top > 0
  let isApproaching = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let holding: ReturnType<typeof setTimeout> | undefined

  const observer = new ResizeObserver(attempt)
  observer.observe(content)

  function attempt(): void {
    if (!isRestoring) return
    if (kept.row === null) {
      if (document.documentElement.scrollHeight - window.innerHeight < kept.top) return
      window.scrollTo(0, kept.top)
      end()
    } else if (rowCount() > kept.row && !isApproaching) {
      isApproaching = true
      approach(kept.row, MOST_STEPS, STEADY_STEPS)
    }
  }

  function approach(index: number, steps: number, steadySteps: number): void {
    if (!isRestoring || signal.aborted) return
    const distance = distanceTo(index)
    const isThere = Math.abs(distance) < 1
    if (steps === 0 || (isThere && steadySteps === 0)) {
      isApproaching = false
      holding ??= setTimeout(end, HOLD)
      return
    }
    if (!isThere) window.scrollBy(0, distance)
    requestAnimationFrame(() => approach(index, steps - 1, isThere ? steadySteps - 1 : STEADY_STEPS))
  }

  /** Pixels to scroll until the row stands where it stood; a guess while it is not drawn. */
  function distanceTo(index: number): number {
    const [first, ...others] = rows()
    if (first === undefined) return 0
    const last = others.at(-1) ?? first
    const nearest = [first, ...others].find(row => indexOf(row) >= index) ?? last
    const height = (last.getBoundingClientRect().bottom - first.getBoundingClientRect().top) / (others.length + 1)
    return nearest.getBoundingClientRect().top + (index - indexOf(nearest)) * height - kept.offset
  }

  function rows(): HTMLElement[] {
    return [...content.querySelectorAll<HTMLElement>('[data-index]')].sort((a, b) => indexOf(a) - indexOf(b))
  }

  function rowCount(): number {
    return Number(content.querySelector<HTMLElement>('[data-rows]')?.dataset['rows'] ?? 0)
  }

  function end(): void {
    isRestoring = false
    clearTimeout(holding)
    observer.disconnect()
  }

  function keep(): void {
    clearTimeout(timer)
    timer = undefined
    const top = window.scrollY
    const row = rows().find(one => one.getBoundingClientRect().bottom > 0)
    draft.keep(top <= 0 ? undefined : { top, row: row ? indexOf(row) : null, offset: row?.getBoundingClientRect().top ?? 0 })
  }

  function keepSoon(): void {
    // what comes late moves a row by less than a screen: this was somebody with the scroll bar
    if (isRestoring && !isApproaching && kept.row !== null && Math.abs(distanceTo(kept.row)) > window.innerHeight) end()
    if (isRestoring) return
    clearTimeout(timer)
    timer = setTimeout(keep, REST)
  }

  window.addEventListener('scroll', keepSoon, { signal, passive: true })
  for (const touch of ['wheel', 'touchstart', 'pointerdown', 'keydown']) window.addEventListener(touch, end, { signal, passive: true, capture: true })
  // the scrolling that this was loaded for
  if (window.scrollY > 0) keepSoon()

  return () => {
    if (timer !== undefined) keep()
    end()
    controller.abort()
  }
}

function indexOf(row: HTMLElement): number {
  return Number(row.dataset['index'])
}
