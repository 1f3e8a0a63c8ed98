const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size in a language: 1.5 MB. */
export function sizeText(bytes: number, language: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: UNITS[step] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: 1 })
  return format.format(bytes / 1000 ** step)
}
