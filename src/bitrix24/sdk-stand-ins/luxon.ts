/**
 * What the SDK's `tools/text` and `logger/formatter` use of luxon, and nothing else of it: a moment in the system's zone, and the tokens of the formats
 * that stand in the SDK. https://moment.github.io/luxon/#/formatting?id=table-of-tokens
 *
 * It reads what the portal writes, times with their offset from UTC and dates of three numbers: https://moment.github.io/luxon/#/parsing. The build refuses
 * the parts of the SDK that give the outcome away, since nobody knows what of luxon is then asked of it.
 */
type Part = (local: Date, offset: number) => string

/** Luxon counts by whole minutes from UTC, as `getTimezoneOffset` does: `local` has the local time in its UTC fields. */
const TOKENS: Readonly<Record<string, Part>> = {
  yyyy: local => digits(local.getUTCFullYear(), 4),
  MM: local => digits(local.getUTCMonth() + 1, 2),
  dd: local => digits(local.getUTCDate(), 2),
  HH: local => digits(local.getUTCHours(), 2),
  mm: local => digits(local.getUTCMinutes(), 2),
  ss: local => digits(local.getUTCSeconds(), 2),
  ZZ: (_local, offset) => {
    const minutes = Math.abs(offset)
    return `${offset < 0 ? '-' : '+'}${digits(Math.trunc(minutes / 60), 2)}:${digits(Math.trunc(minutes % 60), 2)}`
  },
}

const MINUTE = 60_000

/** As `Y-m-d\TH:i:sP` of PHP writes it. */
const PORTAL_TIME = /^(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
/** How any date, time or week of ISO 8601 begins. */
const MAYBE_ISO = /^[-+\dT]/
const DAY_FORMAT = /^(?=.*yyyy)(?=.*MM)(?=.*dd)(yyyy|MM|dd)([-./])(?:yyyy|MM|dd)\2(?:yyyy|MM|dd)$/

export class DateTime {
  readonly #at: number
  /** Minutes from UTC. */
  readonly #offset: number
  readonly #local: Date

  private constructor(at: number) {
    this.#offset = offsetAt(at)
    this.#local = new Date(at + this.#offset * MINUTE)
    // the first and the last day that a `Date` can hold are no dates where the local time is beyond them
    this.#at = Number.isNaN(this.#local.valueOf()) ? Number.NaN : at
  }

  static fromJSDate(date: Date): DateTime {
    return new DateTime(date.valueOf())
  }

  static now(): DateTime {
    return new DateTime(Date.now())
  }

  /** @throws TypeError for another form of ISO 8601 than `2026-05-04T09:53:51+03:00`, or an impossible hour or offset, and for options */
  static fromISO(text: string, options?: object): DateTime {
    const [, year, month, day] = PORTAL_TIME.exec(text) ?? []
    if (options !== undefined || (year === undefined && MAYBE_ISO.test(text))) throw new TypeError(`The stand-in for luxon does not read ${text}.`)
    return new DateTime(isDay(year, month, day) ? Date.parse(text) : Number.NaN)
  }

  /** @throws TypeError for another format than year, month and day as numbers with the same sign between them, such as `dd.MM.yyyy`, and for options */
  static fromFormat(text: string, format: string, options?: object): DateTime {
    const [, , sign = ''] = DAY_FORMAT.exec(format) ?? []
    if (options !== undefined || sign === '') throw new TypeError(`The stand-in for luxon does not read ${format}.`)
    const numbers = /^[\d./-]+$/.test(text) ? text.split(sign) : []
    const tokens = format.split(sign)
    const isFitting = numbers.length === 3 && tokens.every((token, index) => numbers[index]?.length === token.length)
    const [year, month, day] = ['yyyy', 'MM', 'dd'].map(token => isFitting ? numbers[tokens.indexOf(token)] : undefined)
    return new DateTime(isDay(year, month, day) ? fromLocal(Date.parse(`${year}-${month}-${day}T00:00:00Z`)) : Number.NaN)
  }

  get isValid(): boolean {
    return !Number.isNaN(this.#at)
  }

  toSeconds(): number {
    return this.#at / 1000
  }

  /** @throws TypeError for a token that is not one of the seven */
  toFormat(format: string): string {
    if (Number.isNaN(this.#at)) return 'Invalid DateTime'
    return format.replace(/'([^']*)'|([^-:. ])\2*/g, (token, literal?: string) => {
      if (literal !== undefined) return literal || '\''
      const part = TOKENS[token]
      if (!part) throw new TypeError(`The stand-in for luxon has no token ${token}.`)
      return part(this.#local, this.#offset)
    })
  }
}

/** The moment of a local time: one that there is twice counts by the offset of today, one that there is not by the smaller of those around it. */
function fromLocal(local: number): number {
  const today = offsetAt(Date.now())
  const there = offsetAt(local - today * MINUTE)
  const again = offsetAt(local - there * MINUTE)
  return local - (there === today ? today : Math.min(there, again)) * MINUTE
}

/** Minutes from UTC. */
function offsetAt(at: number): number {
  return -new Date(at).getTimezoneOffset()
}

/** Whether the calendar has that day. */
function isDay(year?: string, month?: string, day?: string): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return date.getUTCDate() === Number(day)
}

function digits(value: number, length: number): string {
  return `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(length, '0')}`
}
