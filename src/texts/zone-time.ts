/**
 * The time of day in a time zone by its IANA name, in one language; `''` for a zone that the browser does not know. Separate from the
 * other formats, because no first view shows one.
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
