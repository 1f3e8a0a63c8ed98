/** Formats that only details need, separate from `formats.ts`, which every first view loads. */
export interface DetailFormats {
  /** `€14,250.50`; the number and the code where the portal's code is no currency's. */
  money(value: number, currency: string): string
  /** A day and a time of this device: 19 Aug 2026, 12:00. */
  moment(instant: Date): string
  /** A time of this device: 12:00. */
  time(instant: Date): string
}

export function createDetailFormats(tag: string): DetailFormats {
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })
  return {
    money(value, currency) {
      // portals may have currencies of their own, whose codes need not be three letters
      if (/^[A-Z]{3}$/.test(currency)) return new Intl.NumberFormat(tag, { style: 'currency', currency }).format(value)
      const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(value)
      return currency === '' ? number : `${number}\u00a0${currency}`
    },
    moment: instant => moments.format(instant),
    time: instant => new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(instant),
  }
}

/** How much of something there is, from 0 to 1, in a language: 34%. */
export function shareText(share: number, tag: string): string {
  return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Bytes in the largest unit of which there is at least one, in a language: 1.5 MB. */
export function sizeText(bytes: number, tag: string): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const format = new Intl.NumberFormat(tag, {
    style: 'unit', unit: UNITS[power] ?? 'byte', unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: power > 1 ? 1 : 0,
  })
  return format.format(bytes / 1000 ** power)
}

/** How names are put in order in a language: numbers in them count as numbers. */
export function collation(tag: string): (one: string, other: string) => number {
  return new Intl.Collator(tag, { numeric: true }).compare
}
