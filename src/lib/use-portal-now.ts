import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'

/** Milliseconds between two looks at the clock: a minute that is told is at most this old. */
const TICK = 20_000

/** What time it is by the portal's clock, for the device's may be wrong: it goes on until the calling scope is disposed. */
export function usePortalNow(ahead: () => number): ComputedRef<Date> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, TICK)
  onScopeDispose(() => clearInterval(timer))
  return computed(() => new Date(now.value + ahead()))
}
