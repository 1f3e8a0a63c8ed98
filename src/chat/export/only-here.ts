/**
 * Holds a name in this browser until `release`; null where another window holds it. The browser lets go of it when the page ends, in
 * whatever way. Where there are no such names, or a frame may not use them (as in a private window), nobody is kept out.
 */
export function holdName(name: string, locks: LockManager | undefined = globalThis.navigator?.locks): Promise<(() => void) | null> {
  const nobody = (): void => undefined
  if (!locks) return Promise.resolve(nobody)
  return new Promise((resolve) => {
    locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null)
      return new Promise<void>((release) => {
        resolve(() => release())
      })
    }).catch(() => resolve(nobody))
  })
}
