/**
 * Places in a list as texts that sort: between two of them there is another one, so a line moves without any other being written.
 * Every new place ends at random, so that two people who put something at the same place at once can still put something between.
 * A place has its bound, because whoever may write can write the longest one: where nothing fits any more, two lines share a place.
 */

/** In the order in which JavaScript compares them. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length
const MIDDLE = BASE / 2

const digitAt = (order: string, index: number): number => DIGITS.indexOf(order[index] ?? '0')
const write = (digits: readonly number[]): string => digits.map(digit => DIGITS[digit]).join('')

/** Whether a text from outside is a place: what ends with the lowest digit has nothing directly below it. */
export function isOrder(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9A-Za-z]{0,199}[1-9A-Za-z]$/.test(value)
}

/**
 * A place after `low` and before `high`; null for either end. Of two in the wrong order, or the same, it comes after `low`. Where none fits it
 * is that of a neighbour.
 */
export function orderBetween(low: string | null, high: string | null, random: () => number = Math.random): string {
  const upper = high !== null && low !== null && high <= low ? null : high
  const bare = write(digitsBetween(low, upper))
  const full = bare + write([Math.floor(random() * BASE), 1 + Math.floor(random() * (BASE - 1))])
  const made = [full, bare].find(order => isOrder(order) && (upper === null || order < upper))
  // what is no place is read as no line, and a line that is not read is taken for removed
  return made ?? low ?? high ?? bare
}

function digitsBetween(low: string | null, high: string | null): number[] {
  if (low === null && high === null) return [MIDDLE]
  if (high === null) return above(low ?? '')
  if (low === null) return below(high)
  const digits: number[] = []
  let isBelow = false
  for (let index = 0; ; index += 1) {
    const from = digitAt(low, index)
    const to: number = isBelow ? BASE : digitAt(high, index)
    if (to - from > 1) return [...digits, Math.floor((from + to) / 2)]
    digits.push(from)
    isBelow ||= to > from
  }
}

/** One digit longer for about every 30 that are put at the end: half of a new digit is used up by the random end before it. */
function above(low: string): number[] {
  const digits: number[] = []
  for (let index = 0; ; index += 1) {
    const digit = digitAt(low, index)
    if (digit < BASE - 1) return [...digits, digit + 1]
    digits.push(digit)
  }
}

function below(high: string): number[] {
  const digits: number[] = []
  for (let index = 0; ; index += 1) {
    const digit = digitAt(high, index)
    if (digit > 1) return [...digits, digit - 1]
    digits.push(0)
    if (digit === 1) return [...digits, BASE - 1]
  }
}
