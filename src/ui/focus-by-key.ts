/**
 * Moves the focus because a key was pressed, so that it is seen. WebKit draws no ring when a script moves the focus away from
 * something that was clicked; browsers that cannot be told so get a mark, which the styles treat as `:focus-visible`.
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
