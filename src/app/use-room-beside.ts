import { onMounted, onUnmounted, ref, type Ref } from 'vue'

/** Pixels that a slider leaves of the portal's window. */
const LEFT = 80

/** Whether something that is as wide as the window around this frame would be wider than the frame: on a phone it would not. */
export function useRoomBeside(): Readonly<Ref<boolean>> {
  const look = (): boolean => Math.min(window.outerWidth || Infinity, window.screen.availWidth || Infinity) - LEFT > window.innerWidth
  const hasRoom = ref(look())
  const update = (): void => {
    hasRoom.value = look()
  }
  onMounted(() => window.addEventListener('resize', update))
  onUnmounted(() => window.removeEventListener('resize', update))
  return hasRoom
}
