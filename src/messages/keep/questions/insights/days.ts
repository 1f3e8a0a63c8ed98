/** Days on this device's calendar, whatever its clock was changed by. */

/** A day as its noon in UTC divided by a day's length: days next to each other are numbers next to each other. */
export function dayNumber(clock: Date): number {
  return Math.floor(Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate()) / 86_400_000)
}

/** The first moment of a day, milliseconds since 1970, on this device's clock. */
export function startOfDay(day: number): number {
  const date = new Date(day * 86_400_000)
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime()
}

/** The last millisecond of a day. */
export function endOfDay(day: number): number {
  return startOfDay(day + 1) - 1
}
