import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'

/** Milliseconds between two looks at the clock: a minute that is told is at most this old. */
const TICK = 20_000

/** Milliseconds by which the portal's clock is ahead of this device's, by what it has just said; 0 where it did not say. */
export function aheadOf(portalTime: Date | null): number {
  return portalTime === null ? 0 : portalTime.getTime() - Date.now()
}

/** What time it is by the portal's clock, for the device's may be wrong: it goes on until the calling scope is disposed. */
export function usePortalNow(ahead: () => number): ComputedRef<Date> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, TICK)
  onScopeDispose(() => clearInterval(timer))
  return computed(() => new Date(now.value + ahead()))
}
