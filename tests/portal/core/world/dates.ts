const MINUTE = 60_000

function pad(number: number, digits = 2): string {
  return String(number).padStart(digits, '0')
}

/** The instant as its wall clock reads in that offset, as if it were UTC. */
function shifted(time: number, utcOffsetMinutes: number): Date {
  return new Date(time + utcOffsetMinutes * MINUTE)
}

/** `2026-02-25T16:50:58+01:00`: ATOM, seconds, the portal's own offset (never `Z`), as every date in `im.*` is printed. */
export function isoDate(time: number, utcOffsetMinutes: number): string {
  const local = shifted(time, utcOffsetMinutes)
  const sign = utcOffsetMinutes < 0 ? '-' : '+'
  const offset = Math.abs(utcOffsetMinutes)
  return `${pad(local.getUTCFullYear(), 4)}-${pad(local.getUTCMonth() + 1)}-${pad(local.getUTCDate())}`
    + `T${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}`
    + `${sign}${pad(Math.floor(offset / 60))}:${pad(offset % 60)}`
}

/** `2024-07-23 08:08:50`, the form of `LAST_ACTIVITY_DATE` in the sample of user.current. */
export function plainDate(time: number, utcOffsetMinutes: number): string {
  return isoDate(time, utcOffsetMinutes).slice(0, 19).replace('T', ' ')
}

/** `16:50`, as quotes in message texts carry it. */
export function clockTime(time: number, utcOffsetMinutes: number): string {
  return isoDate(time, utcOffsetMinutes).slice(11, 16)
}

/** Milliseconds of an ISO 8601 text with an offset; null when it is not one. */
export function parseIsoDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}
