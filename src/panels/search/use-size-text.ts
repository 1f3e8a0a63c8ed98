const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size in the language of the page: 1.5 MB. */
export function useSizeText(): (bytes: number) => string {
  const locale = document.documentElement.lang || 'en'
  return (bytes) => {
    const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[step] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: 1 })
    return format.format(bytes / 1000 ** step)
  }
}
