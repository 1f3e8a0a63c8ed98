import { loadFile } from '../../lib/load-file.ts'

/** Milliseconds until what this browser has kept for too long is removed: nothing that anybody waits for. */
const SWEPT_AFTER = 10_000

/** Removes exports that nobody came back to, whichever part of the app is opened. What does so comes in a file of its own. */
export function sweepLater(): void {
  setTimeout(async () => {
    const file = await loadFile(() => import('./kept-exports.ts')).catch(() => null)
    // what could not be loaded is swept at the next start
    await file?.sweepExports()
  }, SWEPT_AFTER)
}
