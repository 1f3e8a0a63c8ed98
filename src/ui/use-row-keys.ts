import { onScopeDispose, onUpdated, watch, type ShallowRef } from 'vue'
import { focusByKey } from './focus-by-key.ts'
import { controlsOf, focusedIn, useHeldFocus } from './held-focus.ts'

/** Rows that PageUp and PageDown skip. */
const PAGE = 10
/** Milliseconds in which rows that have come into sight are measured, and the list scrolls to make up for that. */
const MEASURED_WITHIN = 3_000
/** With what a person may scroll. */
const SCROLLS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

interface RowKeysOptions {
  /** Selector of the rows, from the list. */
  rows: string
  /** For a list of which only a part is in the document; there `data-index` gives the index of a row. */
  virtual?: {
    count: () => number
    /** Settles when the row is in the document, besides the one with the focus. */
    draw: (index: number) => Promise<void>
    /** Scrolls to a row that was drawn, whose height and that of its neighbours was estimated. */
    reveal: (index: number) => void
    /** Which row has the focus; null when it has left the list. */
    onFocus: (index: number | null) => void
  }
}

/**
 * Makes a list, or the body of a table, one stop of the Tab key: up, down, Home, End and the keys of pages go from row to row, left
 * and right from control to control within a row. Roles stay those of a list (or table) with buttons and links in it, so that reading
 * by a screen reader's own keys changes nothing. Going to another row keeps the column that a control names with `data-column`.
 */
export function useRowKeys(list: Readonly<ShallowRef<HTMLElement | null>>, { rows: selector, virtual }: RowKeysOptions): void {
  /** The control that the Tab key reaches, and its row. */
  let stop: HTMLElement | null = null
  let stopIndex = 0
  let runs = 0

  useHeldFocus(list)
  onUpdated(holdInSight)

  const rows = (): HTMLElement[] => [...list.value?.querySelectorAll<HTMLElement>(selector) ?? []]
  const indexOf = (row: HTMLElement): number => virtual ? Number(row.dataset['index']) : rows().indexOf(row)
  const rowAt = (index: number): HTMLElement | undefined => rows().find(row => indexOf(row) === index)
  const rowOf = (target: EventTarget | null): HTMLElement | undefined => target instanceof Node ? rows().find(row => row.contains(target)) : undefined

  /** Gives every control its place in the order of the Tab key; called whenever rows come, go or change. */
  function settle(): void {
    const drawn = rows()
    if (!stop?.isConnected) {
      const seen = rowAt(stopIndex) ?? (virtual && drawn.find(row => row.getBoundingClientRect().bottom > 0)) ?? drawn[0]
      stop = drawn.slice(seen ? drawn.indexOf(seen) : 0).flatMap(controlsOf)[0] ?? null
    }
    for (const control of drawn.flatMap(controlsOf)) {
      const tabIndex = control === stop ? 0 : -1
      if (control.getAttribute('tabindex') !== String(tabIndex)) control.tabIndex = tabIndex
    }
  }

  let reached: HTMLElement | null = null
  function follow({ target, relatedTarget }: FocusEvent): void {
    const row = rowOf(target)
    if (!row || !(target instanceof HTMLElement) || !controlsOf(row).includes(target)) return
    stop = target
    stopIndex = indexOf(row)
    virtual?.onFocus(stopIndex)
    settle()
    // what gets its focus back, after a redrawing or with the window, was not gone to
    if (target !== reached || relatedTarget) hold(target)
    reached = target
  }

  function leave({ relatedTarget }: FocusEvent): void {
    // an element keeps the focus when the person leaves the window
    const isInside = [relatedTarget, document.activeElement].some(other => other instanceof Node && list.value?.contains(other))
    if (!isInside) virtual?.onFocus(null)
  }

  function move(event: KeyboardEvent): void {
    const { target, key } = event
    const row = rowOf(target)
    if (!row || !(target instanceof HTMLElement) || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    if (target.matches('input, select, textarea') || isScrolling(target, key)) return

    const forward = getComputedStyle(row).direction === 'rtl' ? -1 : 1
    const sideways = { ArrowRight: forward, ArrowLeft: -forward }[key]
    if (sideways !== undefined) {
      event.preventDefault()
      const controls = controlsOf(row)
      const next = controls[controls.indexOf(target) + sideways]
      if (next) bring(next)
      return
    }
    const from = indexOf(row)
    const last = (virtual?.count() ?? rows().length) - 1
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + PAGE, PageUp: from - PAGE, Home: 0, End: last }[key]
    if (to === undefined) return
    event.preventDefault()
    void goTo(Math.max(0, Math.min(last, to)), from, target.dataset['column'])
  }

  async function goTo(index: number, from: number, column: string | undefined): Promise<void> {
    const run = ++runs
    const isFar = !rowAt(index)
    if (isFar) await virtual?.draw(index)
    if (run !== runs) return
    // rows with nothing to press, such as the hours of a table without messages, are passed over
    const ahead = rows().filter(row => index >= from ? indexOf(row) >= index : indexOf(row) <= index)
    const row = (index >= from ? ahead : ahead.reverse()).find(one => controlsOf(one).length > 0)
    const controls = row ? controlsOf(row) : []
    const next = controls.find(control => control.dataset['column'] === column) ?? controls[0]
    if (next && isFar) focusByKey(next, { preventScroll: true })
    else if (next) bring(next)
    if (isFar) virtual?.reveal(index)
  }

  function bring(control: HTMLElement): void {
    focusByKey(control)
    control.scrollIntoView({ block: 'nearest' }) // browsers scroll nothing where they see a part of it
    hold(control)
  }

  /** What the focus has come to stays in sight until the person scrolls. */
  let isHeld = false
  /** Where it is on the page, pixels: who pushes it changes that, who scrolls does not. */
  let place = 0
  let reachedAt = 0
  const placeOf = (control: HTMLElement): number => control.getBoundingClientRect().top + window.scrollY
  function hold(control: HTMLElement): void {
    isHeld = true
    place = placeOf(control)
    reachedAt = performance.now()
  }
  function letGo(): void {
    isHeld = false
  }

  /** Safari holds nothing in its place while rows around it change their height. */
  function holdInSight(): void {
    const control = virtual && isHeld ? focusedIn(list.value) : null
    if (!control) return
    const { top, bottom } = control.getBoundingClientRect()
    const isPushed = Math.abs(placeOf(control) - place) >= 1 || performance.now() - reachedAt < MEASURED_WITHIN
    place = placeOf(control)
    // scrolled by a bar or a screen reader, of which not every browser tells
    const isLeft = isPushed ? bottom < -window.innerHeight || top > 2 * window.innerHeight : bottom < 0 || top > window.innerHeight
    if (isLeft) letGo()
    else if (isPushed) control.scrollIntoView({ block: 'nearest' })
  }

  const observer = typeof MutationObserver === 'undefined' ? null : new MutationObserver(settle)
  let listeners = new AbortController()
  watch(list, (element) => {
    observer?.disconnect()
    listeners.abort()
    listeners = new AbortController()
    if (!element) return
    const { signal } = listeners
    element.addEventListener('focusin', follow, { signal })
    element.addEventListener('focusout', leave, { signal })
    element.addEventListener('keydown', move, { signal })
    if (virtual) for (const sign of SCROLLS) window.addEventListener(sign, letGo, { signal, capture: true, passive: true })
    observer?.observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'href'] })
    settle()
  }, { flush: 'post', immediate: true })
  onScopeDispose(() => {
    observer?.disconnect()
    listeners.abort()
  })
}

/** A long text that scrolls in its row takes the keys until its end is seen. */
function isScrolling({ scrollTop, scrollHeight, clientHeight, tagName }: HTMLElement, key: string): boolean {
  if (tagName === 'BUTTON' || tagName === 'A' || scrollHeight <= clientHeight + 1) return false
  if (['ArrowUp', 'PageUp', 'Home'].includes(key)) return scrollTop > 0
  return ['ArrowDown', 'PageDown', 'End'].includes(key) && scrollTop + clientHeight < scrollHeight - 1
}
