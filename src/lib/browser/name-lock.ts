/** Milliseconds that a browser has to say who holds a name. */
const ANSWERED_WITHIN = 3_000

interface HoldOptions {
  locks?: LockManager | null
  deadline?: number
}

function locksOfBrowser(): LockManager | null {
  try {
    return globalThis.navigator.locks ?? null
  } catch {
    return null
  }
}

/**
 * Holds a name in this browser until `release`; null where another window holds it. The browser lets go of it when the page ends, in
 * whatever way. Where there are no such names (a page without https), a frame may not use them (a private window), or the browser never
 * answers, nobody is kept out: callers must work correctly without the name, and hold it only so that work is not done twice.
 */
export async function holdName(name: string, { locks = locksOfBrowser(), deadline = ANSWERED_WITHIN }: HoldOptions = {}): Promise<(() => void) | null> {
  const nobody = (): void => undefined
  if (!locks) return nobody
  return new Promise((resolve) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      resolve(nobody)
    }, deadline)
    const answer = (release: (() => void) | null): void => {
      clearTimeout(timer)
      resolve(release)
    }
    const refused = (): void => answer(nobody)
    try {
      locks.request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return answer(null)
        if (isLate) return // the caller has continued without it
        return new Promise<void>((release) => {
          answer(() => release())
        })
      }).catch(refused)
    } catch {
      refused()
    }
  })
}
