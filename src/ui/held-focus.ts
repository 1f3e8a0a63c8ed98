import { onBeforeUpdate, onUpdated, type ShallowRef } from 'vue'

/** What has the focus in a list keeps it while rows change their order: an element that moves in the document loses it. For a component's setup. */
export function useHeldFocus(list: Readonly<ShallowRef<HTMLElement | null>>): void {
  let held: HTMLElement | null = null
  onBeforeUpdate(() => {
    held = focusedIn(list.value)
  })
  onUpdated(() => {
    // what took the focus meanwhile keeps it
    if (held?.isConnected && document.activeElement === document.body) held.focus({ preventScroll: true })
  })
}

/** Whether what had the focus is gone: nobody works elsewhere by now, here or in the portal around this frame. */
export function isFocusLost(): boolean {
  return document.hasFocus() && document.activeElement === document.body
}

export function focusedIn(list: HTMLElement | null): HTMLElement | null {
  const { activeElement } = document
  return activeElement instanceof HTMLElement && list?.contains(activeElement) ? activeElement : null
}
