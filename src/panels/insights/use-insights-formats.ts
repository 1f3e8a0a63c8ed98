import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../texts/texts.ts'
import type { Bucket, BucketSize } from './buckets.ts'

interface InsightsFormats {
  /** `34 %`; below 10 % with a digit more, so that a small share is not written as nothing. */
  percent(share: number): string
  duration(milliseconds: number): string
  /** A day, a week or a month in words. */
  span(bucket: Bucket, size: BucketSize): string
  /** The same where there is little room, by its beginning. */
  shortSpan(bucket: Bucket, size: BucketSize): string
  /** Counted from Sunday. */
  weekday(day: number, width: 'long' | 'short'): string
  /** `9:00 AM`, `09:00`. */
  hour(hour: number): string
  /** `9 AM`, `09`. */
  shortHour(hour: number): string
}

/** A Sunday, by any calendar of this device. */
const SUNDAY = new Date(2026, 0, 4)

/** Spans, shares and times in the language of the page. */
export function useInsightsFormats(): ComputedRef<InsightsFormats> {
  const { formats, tag: spoken } = useTexts()
  return computed(() => {
    const tag = spoken.value
    const percents = [0, 1].map(digits => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: digits }))
    const months = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric' })
    const shortMonths = new Intl.DateTimeFormat(tag, { month: 'short', year: '2-digit' })
    const shortDays = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' })
    const ranges = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })
    const weekdays = { long: new Intl.DateTimeFormat(tag, { weekday: 'long' }), short: new Intl.DateTimeFormat(tag, { weekday: 'short' }) }
    const hours = new Intl.DateTimeFormat(tag, { timeStyle: 'short' })
    const shortHours = new Intl.DateTimeFormat(tag, { hour: 'numeric' })
    const atHour = (hour: number) => new Date(2026, 0, SUNDAY.getDate(), hour)
    return {
      percent: share => percents[share < 0.1 ? 1 : 0]?.format(share) ?? '',
      duration: createDuration(tag),
      span({ since, until }, size) {
        if (size === 'month') return months.format(since)
        return size === 'week' ? ranges.formatRange(since, until) : formats.value.date(new Date(since))
      },
      shortSpan: ({ since }, size) => (size === 'month' ? shortMonths : shortDays).format(since),
      weekday: (day, width) => weekdays[width].format(new Date(2026, 0, SUNDAY.getDate() + day)),
      hour: hour => hours.format(atHour(hour)),
      shortHour: hour => shortHours.format(atHour(hour)),
    }
  })
}

/** Days of the week, counted from Sunday, in the order of the language's own calendar. */
export function weekOrder(tag: string): number[] {
  // browsers have it as a method or as a property, and some not at all (https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Intl/Locale/getWeekInfo)
  const locale = new Intl.Locale(tag) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }, weekInfo?: { firstDay: number } }
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
  return Array.from({ length: 7 }, (_, index) => (first + index) % 7)
}

/** Times to answer, in a language: two units at the most, rounded. */
const UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]] as const

/** `3 hr 20 min`; zero is `0 sec`. */
export function createDuration(tag: string): (milliseconds: number) => string {
  const formats = new Map(UNITS.map(([unit]) => [unit, new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' })]))
  const write = (unit: typeof UNITS[number][0], value: number) => formats.get(unit)?.format(value) ?? ''
  return function duration(milliseconds): string {
    const first = Math.max(0, UNITS.findIndex(([, length]) => milliseconds >= length))
    if (milliseconds < 1000) return write('second', 0)
    const [unit, length] = UNITS[first] ?? UNITS[3]
    const next = UNITS[first + 1]
    const smallest = next?.[1] ?? length
    const rounded = Math.round(milliseconds / smallest) * smallest
    // rounding may have made one of the unit above
    if (rounded >= (UNITS[first - 1]?.[1] ?? Infinity)) return duration(rounded)
    if (!next) return write(unit, rounded / length)
    const whole = Math.floor(rounded / length)
    const rest = Math.round((rounded - whole * length) / next[1])
    return rest === 0 ? write(unit, whole) : `${write(unit, whole)} ${write(next[0], rest)}`
  }
}
