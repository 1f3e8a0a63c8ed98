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
