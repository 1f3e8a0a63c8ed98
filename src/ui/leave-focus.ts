import type { VNode } from 'vue'

/**
 * After a press by keyboard the focus stays near, instead of going to the top of the page: what is about to go hands it on to the nearest
 * place around it that can have it. To be called as `@vue:before-unmount`.
 */
export function leaveFocus({ el }: VNode): void {
  // whoever writes in the portal meanwhile has the focus there
  if (el instanceof Element && document.hasFocus() && el.contains(document.activeElement)) el.parentElement?.closest<HTMLElement>('[tabindex]')?.focus()
}
