import type { Portal } from '../bitrix24/index.ts'

/** A frame as high as this shows a panel without another scroll bar on most screens; a list of thousands scrolls in it. */
const HIGHEST = 640

/**
 * For a portal that gives the sidebar's frame no height of its own (no source says what it gives): the frame follows its
 * content. Bounded, because a long list draws the rows that its window can show. Returns what ends it.
 */
export function fitFrame(portal: Pick<Portal, 'fitHeight'>): () => void {
  const observer = new ResizeObserver(() => portal.fitHeight(HIGHEST))
  observer.observe(document.documentElement)
  return () => observer.disconnect()
}
