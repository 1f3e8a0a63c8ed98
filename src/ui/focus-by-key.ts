/**
 * Moves the focus after a key press, with a visible ring. WebKit draws no ring when a script moves the focus away from
 * something that was clicked. Browsers without the option `focusVisible` get a mark, which the styles treat as `:focus-visible`.
 */
export function focusByKey(element: HTMLElement, options: FocusOptions = {}): void {
  element.focus({ ...options, focusVisible: true } as FocusOptions)
  if (document.activeElement !== element || isRingDrawn(element)) return
  element.dataset['ring'] = ''
  element.addEventListener('blur', () => delete element.dataset['ring'], { once: true })
}

function isRingDrawn(element: HTMLElement): boolean {
  try {
    return element.matches(':focus-visible')
  } catch {
    return false // a browser that does not know the selector
  }
}
