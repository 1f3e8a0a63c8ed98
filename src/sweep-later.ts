import { loadFile } from './lib/with-deadline.ts'

/** Milliseconds until what this browser has kept for too long is removed: nothing that anybody waits for. */
const SWEPT_AFTER = 10_000
/** Milliseconds until all of it is removed where nothing may be kept: the chat is on the screen by then, and the sidebar still open. */
const FORGOTTEN_AFTER = 300

/** What looks after what browsers keep comes in a file of its own; what could not be loaded is looked after at the next start. */
function later(work: 'sweepKept' | 'forgetKept', after: number): void {
  setTimeout(async () => {
    const file = await loadFile(() => import('./forget-kept.ts')).catch(() => null)
    await file?.[work]()
  }, after)
}

/** Removes exports that nobody came back to and what earlier versions kept in clear, whichever part of the app is opened. */
export const sweepLater = (): void => later('sweepKept', SWEPT_AFTER)

/** Removes views, conversations, exports and drafts of all people and portals, for nobody can tell whose they are. */
export const forgetLater = (): void => later('forgetKept', FORGOTTEN_AFTER)
