import { useTexts } from '../../../texts/texts.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Bytes in the largest unit of which there is at least one, in the language of the page. */
export function useFileSize(): (bytes: number) => string {
  const { formats } = useTexts()
  return (bytes) => {
    const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1_000)))
    // the formats change with the language of the page
    const tag = formats.value && (document.documentElement.lang || 'en')
    const value = new Intl.NumberFormat(tag, { style: 'unit', unit: UNITS[power] ?? 'byte', unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: power > 1 ? 1 : 0 })
    return value.format(bytes / 1_000 ** power)
  }
}
