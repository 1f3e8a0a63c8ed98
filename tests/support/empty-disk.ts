/**
 * A browser that keeps nothing yet, in place of the one that tests share. What a test has left open stays with the old one: deleting its
 * databases would wait for that, and so would whatever opens one of the same name next.
 */
export function emptyDisk(): void {
  if (typeof indexedDB === 'undefined') return
  Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true })
}
