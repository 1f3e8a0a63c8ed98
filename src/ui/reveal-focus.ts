import { watch, type ShallowRef } from 'vue'

/** In a box that scrolls, what a key has brought the focus to is in sight whole: browsers scroll nothing where they see a part of it, however small. */
export function useRevealedFocus(box: Readonly<ShallowRef<HTMLElement | null>>): void {
  watch(box, element => element?.addEventListener('keyup', () => {
    const { activeElement } = document
    if (element.contains(activeElement)) activeElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }), { flush: 'post' })
}
