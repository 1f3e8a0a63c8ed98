const SECOND = 1000
/** Up to which duration this unit is used, milliseconds. */
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
]

/** The day's number where this device is. */
function calendarDay(instant: Date): number {
  return Date.UTC(instant.getFullYear(), instant.getMonth(), instant.getDate()) / (86_400 * SECOND)
}

/** Characters that end or begin an isolate or an embedding: inside a text they would affect the sentence around it. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g

/** Puts a text between Unicode's isolates, so that a name written from right to left leaves the sentence around it in order. */
export function isolate(text: string): string {
  return `\u2068${text.replace(DIRECTIONS, '')}\u2069`
}

export interface Formats {
  number(value: number): string
  /** A day in words: 3 March 2026. */
  date(day: Date): string
  /** `5 minutes ago` within a week, then the day. */
  ago(instant: Date, now: Date): string
  /** `A, B and C`, each isolated. */
  names(names: readonly string[]): string
}

/** What `Intl` does for one language, each part made when it is first used: together they cost more than drawing a list of people. */
export function createFormats(tag: string): Formats {
  const numbers = once(() => new Intl.NumberFormat(tag))
  const dates = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'long' }))
  const relative = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  const lists = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }))
  return {
    number: value => numbers().format(value),
    date: day => dates().format(day),
    ago: (instant, now) => {
      const elapsed = now.getTime() - instant.getTime()
      if (elapsed >= 7 * 86_400 * SECOND) return dates().format(instant)
      // words such as "yesterday" mean the calendar's days
      if (elapsed >= 86_400 * SECOND) return relative().format(calendarDay(instant) - calendarDay(now), 'day')
      const [unit, length] = UNITS.find(([, size]) => elapsed >= size) ?? ['minute', 60 * SECOND]
      // a clock ahead of the portal's must not promise the future
      return relative().format(-Math.max(0, Math.floor(elapsed / length)), unit)
    },
    names: names => lists().format(names.map(isolate)),
  }
}

/** What `make` makes, at the first call. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
