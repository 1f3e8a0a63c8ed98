import { onMounted, onUnmounted, shallowRef, type Ref } from 'vue'

/**
 * False until what a component shows at first has been painted. A panel mounts what takes long behind it: the tab that was pressed and the
 * panel's skeleton are then seen first.
 */
export function useAfterPaint(): Readonly<Ref<boolean>> {
  const isPainted = shallowRef(false)
  let frame = 0
  const inNextFrame = (work: () => void) => {
    frame = requestAnimationFrame(work)
  }
  onMounted(() => {
    // a frame's callbacks run before it is painted: those of the next one after that
    inNextFrame(() => inNextFrame(() => {
      isPainted.value = true
    }))
  })
  onUnmounted(() => cancelAnimationFrame(frame))
  return isPainted
}
