import { onScopeDispose, ref, watch } from 'vue'

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

  const formats = new Map<string, Intl.DateTimeFormat | null>()
  return (zone) => {
    if (zone === '') return ''
    const key = `${document.documentElement.lang} ${zone}`
    const format = formats.get(key) ?? timeFormat(zone)
    formats.set(key, format)
    return format?.format(now.value + ahead.value) ?? ''
  }
}

function timeFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat(document.documentElement.lang || 'en', { hour: 'numeric', minute: '2-digit', timeZone })
  } catch {
    return null // no zone that this browser knows
  }
}
