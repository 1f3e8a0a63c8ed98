/** How the files write dates: in one language and one zone. An hour that comes twice, when a clock goes back, is told with its offset. */
export interface Clock {
  /** Thursday, 12 March 2026. */
  day(instant: number): string
  /** 14:05, or 2:30 AM +01:00. */
  time(instant: number): string
  /** 2026-03-12 14:05:09, in every language: a spreadsheet reads it. In an hour that comes twice 2026-10-25 02:30:00 +01:00. */
  stamp(instant: number): string
  /** 2026-03-12, for names of files. */
  date(instant: number): string
}

const DAY = 86_400_000

const pad = (number: number, length = 2): string => String(number).padStart(length, '0')

function offsetText(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  return `${milliseconds < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

export function createClock({ language, timeZone }: { language: string, timeZone: string }): Clock {
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone })
  const times = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone })
  const fields = new Intl.DateTimeFormat('en-US', {
    calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', timeZone,
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })
  /** The day that was asked for last, because messages come in their order, and whether its clock is set. */
  let known = { day: NaN, isClockSet: false }

  /** What clocks on the wall show, as if it were UTC. */
  function wall(instant: number): Date {
    const of = Object.fromEntries(fields.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    const date = new Date(0)
    date.setUTCFullYear(of['year'] ?? 0, (of['month'] ?? 1) - 1, of['day'])
    date.setUTCHours(of['hour'] ?? 0, of['minute'], of['second'])
    return date
  }

  const offset = (instant: number): number => wall(instant).getTime() - Math.floor(instant / 1000) * 1000

  /** Whether clocks are set within a day of the instant's own. */
  function isClockSet(instant: number): boolean {
    const day = Math.floor(instant / DAY)
    if (known.day !== day) known = { day, isClockSet: offset((day - 1) * DAY) !== offset((day + 2) * DAY) }
    return known.isClockSet
  }

  /** What tells this instant from another one at which clocks show the same; `''` where there is none. */
  function apart(instant: number): string {
    if (!isClockSet(instant)) return ''
    const own = offset(instant)
    const isTwice = [-DAY, DAY].some((away) => {
      const other = offset(instant + away)
      return other !== own && offset(instant + own - other) === other
    })
    return isTwice ? ` ${offsetText(own)}` : ''
  }

  function date(instant: number): string {
    const shown = wall(instant)
    return `${pad(shown.getUTCFullYear(), 4)}-${pad(shown.getUTCMonth() + 1)}-${pad(shown.getUTCDate())}`
  }

  return {
    day: instant => days.format(instant),
    time: instant => times.format(instant) + apart(instant),
    stamp(instant) {
      const shown = wall(instant)
      return `${date(instant)} ${pad(shown.getUTCHours())}:${pad(shown.getUTCMinutes())}:${pad(shown.getUTCSeconds())}${apart(instant)}`
    },
    date,
  }
}
