const TOUCHES = ['wheel', 'touchstart', 'pointerdown', 'keydown']

/** Until somebody touches this page: whoever had everything removed wants nothing kept that comes by itself. The signal is aborted then. */
export function untilTouched(): AbortSignal {
  const touched = new AbortController()
  const { signal } = touched
  for (const touch of TOUCHES) window.addEventListener(touch, () => touched.abort(), { signal, capture: true, passive: true })
  return signal
}
