import { isLineScarce } from '../lib/browser/line.ts'
import type { Panel } from '../panels/panel.ts'
import type { TextsOwner } from '../texts/texts.ts'
import { bringPart } from '../ui/lazy-part.ts'

/** Milliseconds after which a browser that is never idle counts as idle. */
const IDLE_AT_LATEST = 5_000

function untilIdle(): Promise<unknown> {
  return new Promise((resolve) => {
    // Safari has none
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: IDLE_AT_LATEST })
    else setTimeout(resolve, 200)
  })
}

function untilVisible(signal: AbortSignal): Promise<unknown> {
  if (document.visibilityState === 'visible') return Promise.resolve()
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', resolve, { once: true, signal })
  })
}

interface NextPanels {
  /** Those on offer, in the order of their tabs. */
  panels: readonly Panel[]
  texts: TextsOwner
  /** The sidebar is no longer shown. */
  signal: AbortSignal
}

/**
 * Brings the files and texts of panels that may be asked for next, one after another, in moments in which the browser has nothing else to do. What
 * they read of the portal waits for the press: see docs/decisions/next-panel.md. What does not come is asked for again when its tab is pressed.
 */
export async function bringNextPanels({ panels, texts, signal }: NextPanels): Promise<void> {
  if (isLineScarce()) return
  // a style sheet that did not come would count as there the next time
  document.addEventListener('error', ({ target }) => {
    if (target instanceof HTMLLinkElement) target.remove()
  }, { capture: true, signal })
  // whoever types there may close the sidebar at once
  const draftKeeper = () => import('../chat/draft-keeper.ts')
  const menu = () => import('./PanelMenu.vue')
  const parts: (() => Promise<unknown>)[] = [draftKeeper, menu, () => texts.need('rest'), ...panels.map(({ component }) => () => bringPart(component))]
  for (const bring of parts) {
    await untilVisible(signal)
    await untilIdle()
    if (signal.aborted) return
    await bring().catch(() => null)
  }
}
