import { onScopeDispose, watch, type ShallowRef } from 'vue'

const OWN = 'a, button, input, label, select, summary, textarea, [tabindex], [popover]'

/** Milliseconds within which the second click of a double click comes. */
const SECOND_WITHIN = 300

/**
 * Lets a press anywhere on a row do what its main control does, the one with `data-main`: whoever uses the keyboard or a screen reader has
 * that one. A press on another control, or one by which words are selected or no longer are, means something else.
 *
 * Words are pressed like the rest of the row: most of a row is words, and a finger that meets them means the row. A mouse selects a word by
 * two clicks, so its first one waits for the second; the control itself waits for nothing.
 */
export function usePressRow(row: Readonly<ShallowRef<HTMLElement | null>>): void {
  let isMouse = false
  let hadSelection = false
  let waiting: ReturnType<typeof setTimeout> | undefined

  const isSelected = () => getSelection()?.isCollapsed === false

  function begin({ pointerType }: PointerEvent): void {
    clearTimeout(waiting)
    isMouse = pointerType === 'mouse'
    // the browser takes it away before the click
    hadSelection = isSelected()
  }

  function press(event: MouseEvent): void {
    const { currentTarget, detail } = event
    if (!(currentTarget instanceof Element)) return
    // as it was when it was pressed: a menu may have gone since
    const path = event.composedPath()
    const within = path.slice(0, path.indexOf(currentTarget))
    if (within.some(node => node instanceof Element && node.matches(OWN)) || detail > 1 || hadSelection || isSelected()) return
    const act = () => currentTarget.querySelector<HTMLElement>('[data-main]')?.click()
    if (isMouse) waiting = setTimeout(act, SECOND_WITHIN)
    else act()
  }

  let listeners = new AbortController()
  const stop = () => {
    clearTimeout(waiting)
    listeners.abort()
  }
  watch(row, (element) => {
    stop()
    listeners = new AbortController()
    const { signal } = listeners
    element?.addEventListener('pointerdown', begin, { signal })
    element?.addEventListener('click', press, { signal })
  }, { flush: 'post', immediate: true })
  onScopeDispose(stop)
}
