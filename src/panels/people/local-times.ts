import { computed, onScopeDispose, ref, shallowReactive } from 'vue'
import { object, parse, safeParse } from 'valibot'
import { useTexts } from '../../texts/texts.ts'
import { usePortalNow } from '../../lib/use-portal-now.ts'
import { usePortal } from '../../bitrix24/index.ts'
import { idField, rows, text } from '../../bitrix24/fields.ts'

/** The time of day in a time zone, in the language of the page, by the portal's clock. `''` for a zone that the browser does not know. */
export function useLocalTime({ ahead }: { ahead: () => number }): (zone: string) => string {
  const now = usePortalNow(ahead)
  const { tag } = useTexts()
  const timeIn = computed(() => createZoneTimes(tag.value))
  return zone => timeIn.value(now.value.getTime(), zone)
}

/**
 * The time of day in a time zone by its IANA name, in one language; `''` for a zone that the browser does not know. Apart from the
 * other formats, because no first view tells one.
 */
export function createZoneTimes(tag: string): (instant: number, zone: string) => string {
  const formats = new Map<string, Intl.DateTimeFormat | null>()
  return (instant, zone) => {
    if (zone === '') return ''
    const format = formats.get(zone) ?? timeFormat(tag, zone)
    formats.set(zone, format)
    return format?.format(instant) ?? ''
  }
}

function timeFormat(tag: string, timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone })
  } catch {
    return null // no zone that this browser knows
  }
}

/** What user.get gives at once, whatever is asked for. */
const PAGE = 50

/** Milliseconds: somebody who scrolls past is not asked about. */
const PAUSE = 150

const userAnswer = object({ ID: idField, TIME_ZONE: text })

interface TimeZones {
  /** IANA name; `''` where there is none, null where that is not known yet. */
  of(personId: number): string | null
  /** Nobody said yet that no more are told. */
  areTold(): boolean
  /** Somebody can be seen now, or no longer. */
  show(personId: number): void
  hide(personId: number): void
}

/** Time zones of the people who can be seen, asked for a page at a time. One refusal ends the asking: the others would end alike. */
export function useTimeZones({ isGranted }: { isGranted: () => boolean }): TimeZones {
  const portal = usePortal()
  const zones = shallowReactive(new Map<number, string>())
  const wanted = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const isOver = ref(false)
  onScopeDispose(() => {
    isOver.value = true
    if (timer !== null) clearTimeout(timer)
  })

  function schedule() {
    if (timer === null && !isOver.value && wanted.size > 0) timer = setTimeout(() => void ask(), PAUSE)
  }

  async function ask(): Promise<void> {
    const ids = [...wanted].slice(-PAGE)
    for (const id of ids) wanted.delete(id)
    try {
      const answer = ids.length === 0
        ? []
        : await portal.call({ method: 'user.get', params: { FILTER: { ID: ids }, select: ['ID', 'TIME_ZONE'] } })
      for (const id of ids) zones.set(id, '')
      for (const row of parse(rows, answer)) {
        const { success, output } = safeParse(userAnswer, row)
        if (success) zones.set(output.ID, output.TIME_ZONE)
      }
    } catch {
      isOver.value = true // a local time is a small loss
    }
    timer = null
    schedule()
  }

  return {
    of: id => zones.get(id) ?? null,
    areTold: () => isGranted() && !isOver.value,
    show(id) {
      if (!isGranted() || zones.has(id)) return
      wanted.add(id)
      schedule()
    },
    hide: (id) => {
      wanted.delete(id)
    },
  }
}
