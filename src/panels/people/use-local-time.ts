import { computed, onScopeDispose, ref, watch } from 'vue'
import { useTexts } from '../../texts/texts.ts'
import { createZoneTimes } from '../../texts/zone-time.ts'

/** Milliseconds between two looks at the clock: a minute that is told is at most this old. */
const TICK = 20_000

/**
 * The time of day in a time zone, in the language of the page, by the portal's clock: the device's may be wrong. `''` for a zone that
 * the browser does not know.
 */
export function useLocalTime({ readAt }: { readAt: () => Date | null }): (zone: string) => string {
  const now = ref(Date.now())
  const ahead = ref(0)
  watch(readAt, (portalTime) => {
    ahead.value = portalTime ? portalTime.getTime() - Date.now() : 0
  }, { immediate: true })
  const timer = setInterval(() => {
    now.value = Date.now()
  }, TICK)
  onScopeDispose(() => clearInterval(timer))

  const { tag } = useTexts()
  const timeIn = computed(() => createZoneTimes(tag.value))
  return zone => timeIn.value(now.value + ahead.value, zone)
}
