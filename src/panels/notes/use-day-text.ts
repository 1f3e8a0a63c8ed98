import { toTime } from '../../ui/field-value.ts'
import { useTexts } from '../../texts/texts.ts'

/** A day as `2026-12-31`, in words; as it is where it is none. */
export function useDayText(): (day: string) => string {
  const { formats } = useTexts()
  return (day) => {
    const time = toTime(day)
    return time === null ? day : formats.value.date(new Date(time))
  }
}

/** Whether a day is past where this device is. */
export function isPast(day: string, now: Date): boolean {
  const end = toTime(day, 'T23:59:59.999')
  return end !== null && end < now.getTime()
}
