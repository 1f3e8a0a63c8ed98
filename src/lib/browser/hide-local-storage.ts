/**
 * Takes `localStorage` from this page, for code of others that would keep there what must not stay, and that makes do without. Reading it also
 * throws in frames whose storage is blocked, where such code stops. Returns what gives it back.
 */
export function hideLocalStorage(page: Window = window): () => void {
  const own = Object.getOwnPropertyDescriptor(page, 'localStorage')
  Object.defineProperty(page, 'localStorage', { value: undefined, configurable: true })
  return () => {
    if (own) Object.defineProperty(page, 'localStorage', own)
    else Reflect.deleteProperty(page, 'localStorage')
  }
}
