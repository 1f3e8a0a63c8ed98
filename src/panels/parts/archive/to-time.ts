/** A day as a field of dates has it, in milliseconds since 1970: without an offset it is in the zone of this device. Null for none. */
export function toTime(date: string, time = 'T00:00:00'): number | null {
  const instant = new Date(date === '' ? NaN : `${date}${time}`).getTime()
  return Number.isNaN(instant) ? null : instant
}
