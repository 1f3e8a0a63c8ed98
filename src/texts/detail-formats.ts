/** Formats that only details need, separate from `formats.ts`, which every first view loads. */
export interface DetailFormats {
  /** `€14,250.50`; the number and the code where the portal's code is no currency's. */
  money(value: number, currency: string): string
  /** A day and a time of this device: 19 Aug 2026, 12:00. */
  moment(instant: Date): string
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
  }
}
