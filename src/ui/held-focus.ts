import { onBeforeUpdate, onUpdated, type ShallowRef } from 'vue'

const ROWS = 'li, tr, [role="listitem"]'
const CONTROLS = 'a[href], button, input, select, summary, textarea, [tabindex]'

/**
 * What has the focus in a list keeps it while rows change their order: an element that moves in the document loses it. Where the row has
 * gone, the next one has it, in the column that its control names with `data-column`. For a component's setup.
 */
export function useHeldFocus(list: Readonly<ShallowRef<HTMLElement | null>>): void {
  let held: HTMLElement | null = null
  /** From its row on, then those before it, the nearest first. */
  let near: HTMLElement[] = []
  onBeforeUpdate(() => {
    held = focusedIn(list.value)
    const rows = held ? [...list.value?.querySelectorAll<HTMLElement>(ROWS) ?? []] : []
    const at = Math.max(0, rows.findIndex(row => row.contains(held)))
    near = [...rows.slice(at), ...rows.slice(0, at).reverse()]
  })
  onUpdated(() => {
    // what took the focus meanwhile keeps it
    if (!held || document.activeElement !== document.body) return
    if (held.isConnected) return held.focus({ preventScroll: true })
    const controls = near.filter(row => list.value?.contains(row)).map(controlsOf).find(({ length }) => length > 0) ?? []
    const next = controls.find(({ dataset }) => dataset['column'] === held?.dataset['column']) ?? controls[0]
    if (isFocusLost()) next?.focus({ preventScroll: true })
  })
}

/** What of a row can have the focus. */
export function controlsOf(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(CONTROLS)].filter(control => !control.matches(':disabled'))
}

/** Whether what had the focus is gone: nobody works elsewhere by now, here or in the portal around this frame. */
export function isFocusLost(): boolean {
  return document.hasFocus() && document.activeElement === document.body
}

export function focusedIn(list: HTMLElement | null): HTMLElement | null {
  const { activeElement } = document
  return activeElement instanceof HTMLElement && list?.contains(activeElement) ? activeElement : null
}
