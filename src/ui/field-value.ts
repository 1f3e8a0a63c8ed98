/**
 * The value that somebody typed or chose. It replaces `v-model` on native fields, whose directives for every kind of field would add
 * 0.9 kB to each first view.
 */
export function fieldValue({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : ''
}

/** The day that somebody typed or chose; null before its year is whole, because a browser tells of each figure of it as of a change. */
export function chosenDay(event: Event): string | null {
  const day = fieldValue(event)
  return day === '' || day >= '1000' ? day : null
}

/** Whether a checkbox is ticked now. */
export function isTicked({ target }: Event): boolean {
  return target instanceof HTMLInputElement && target.checked
}

/** A day as a field of dates has it, in milliseconds since 1970: without an offset it is in the zone of this device. Null for none. */
export function toTime(date: string, time = 'T00:00:00'): number | null {
  const instant = new Date(date === '' ? NaN : `${date}${time}`).getTime()
  return Number.isNaN(instant) ? null : instant
}
