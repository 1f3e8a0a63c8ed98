/** Times as the portal's page prints them: in the portal's own offset, whatever the browser's zone. */

interface PortalClock {
  now: number
  utcOffsetMinutes: number
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

const DAY_MS = 24 * 60 * 60 * 1000

/** Hours and minutes today, the date before. */
export function clockTime(time: number, portal: PortalClock): string {
  return dayNumber(time, portal) === dayNumber(portal.now, portal) ? clock.format(shifted(time, portal)) : shortDay.format(shifted(time, portal))
}

export function timeOfDay(time: number, portal: PortalClock): string {
  return clock.format(shifted(time, portal))
}

/** Heading over the messages of one day. */
export function dayName(time: number, portal: PortalClock): string {
  const age = dayNumber(portal.now, portal) - dayNumber(time, portal)
  if (age === 0) return 'Today'
  return age === 1 ? 'Yesterday' : day.format(shifted(time, portal))
}

function shifted(time: number, { utcOffsetMinutes }: PortalClock): number {
  return time + utcOffsetMinutes * 60_000
}

function dayNumber(time: number, portal: PortalClock): number {
  return Math.floor(shifted(time, portal) / DAY_MS)
}
