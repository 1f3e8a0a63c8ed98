/**
 * Holds a name in this browser until `release`; null where another window holds it. The browser lets go of it when the page ends, in
 * whatever way. Where browsers have no such names nobody is kept out.
 */
export async function holdName(name: string, locks: LockManager | undefined = globalThis.navigator?.locks): Promise<(() => void) | null> {
  if (!locks) return () => undefined
  return new Promise((resolve, reject) => {
    locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve(null)
        return undefined
      }
      return new Promise<void>((release) => {
        resolve(() => release())
      })
    }).catch(reject)
  })
}
