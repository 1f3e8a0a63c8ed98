/** How the files write dates: in one language and one zone. */
export interface Clock {
  /** Thursday, 12 March 2026. */
  day(instant: number): string
  /** 14:05. */
  time(instant: number): string
  /** 2026-03-12 14:05:09, in every language: a spreadsheet reads it. */
  stamp(instant: number): string
}

const pad = (text = ''): string => text.padStart(2, '0')

export function createClock({ language, timeZone }: { language: string, timeZone: string }): Clock {
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone })
  const times = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone })
  const fields = new Intl.DateTimeFormat('en-US', {
    calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', timeZone,
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })
  return {
    day: instant => days.format(instant),
    time: instant => times.format(instant),
    stamp(instant) {
      const of = Object.fromEntries(fields.formatToParts(instant).map(({ type, value }) => [type, value]))
      return `${of['year']}-${pad(of['month'])}-${pad(of['day'])} ${pad(of['hour'])}:${pad(of['minute'])}:${pad(of['second'])}`
    },
  }
}
