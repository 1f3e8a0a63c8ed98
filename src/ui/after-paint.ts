import { onMounted, onUnmounted, shallowRef, type Ref } from 'vue'

/** A frame's callbacks run before it is painted, those of the next one while it is brought to the screen. */
const FRAMES = 3

/**
 * False until what a component shows at first is seen. A panel mounts what takes long behind it: the tab that was pressed and the panel's
 * skeleton are then seen first.
 */
export function useAfterPaint(): Readonly<Ref<boolean>> {
  const isPainted = shallowRef(false)
  let frame = 0
  const waitFor = (frames: number) => {
    frame = requestAnimationFrame(() => {
      if (frames > 1) waitFor(frames - 1)
      else isPainted.value = true
    })
  }
  onMounted(() => waitFor(FRAMES))
  onUnmounted(() => cancelAnimationFrame(frame))
  return isPainted
}
