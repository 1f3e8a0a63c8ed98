import fc from 'fast-check'
import { DateTime as Luxon } from 'luxon'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { DateTime } from './luxon.ts'

/** Every format that stands in the SDK: `Text.toB24Format`, `Text.getDateForLog`, and the loggers' default once it was turned into luxon's tokens. */
const FORMATS = ['yyyy-MM-dd\'T\'HH:mm:ssZZ', 'yyyy-MM-dd HH:mm:ss']

/** Half hours, quarters, both hemispheres, a day that was left out, and no summer time at all. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Monrovia', 'America/Los_Angeles', 'America/Sao_Paulo']

const DAY = 86_400_000

/** Days in whose course the clock was or will be changed. */
function changes(): number[] {
  const offsetAt = (at: number): number => new Date(at).getTimezoneOffset()
  const found: number[] = []
  for (let at = Date.UTC(1970, 0, 1); at < Date.UTC(2040, 0, 1); at += DAY) {
    if (offsetAt(at) !== offsetAt(at + DAY)) found.push(at)
  }
  return found
}

const zone = process.env['TZ']
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => {
  process.env['TZ'] = zone
})

const format = fc.array(fc.constantFrom('yyyy', 'MM', 'dd', 'HH', 'mm', 'ss', 'ZZ', '-', ':', '.', ' ', '  ', '\'T\'', '\'\'', '\'at 5\''), { maxLength: 8 }).map(parts => parts.join(' '))

test.each(ZONES)('a date in %s is written as luxon writes it', (name) => {
  process.env['TZ'] = name
  fc.assert(fc.property(fc.date({ noInvalidDate: false }), fc.oneof(fc.constantFrom(...FORMATS), format), (date, tokens) => {
    expect(DateTime.fromJSDate(date).toFormat(tokens)).toBe(Luxon.fromJSDate(date).toFormat(tokens))
    expect(DateTime.fromJSDate(date).toSeconds()).toBe(Luxon.fromJSDate(date).toSeconds())
  }), { numRuns: 200 })
})

test.each(ZONES)('the minutes around every change of the clock in %s are written as luxon writes them', (name) => {
  process.env['TZ'] = name
  const halfHours = changes().flatMap(at => Array.from({ length: 49 }, (_unused, index) => at + index * 30 * 60_000))
  const written = (from: (date: Date) => { toFormat: (tokens: string) => string }): string[] =>
    halfHours.flatMap(minute => FORMATS.map(tokens => from(new Date(minute)).toFormat(tokens)))
  expect(written(date => DateTime.fromJSDate(date))).toEqual(written(date => Luxon.fromJSDate(date)))
  if (name !== 'UTC') expect(changes().length).toBeGreaterThan(0)
})

test('now is now', () => {
  const before = Date.now() / 1000
  expect(DateTime.now().toSeconds()).toBeGreaterThanOrEqual(before)
  expect(DateTime.now().toSeconds()).toBeLessThanOrEqual(Date.now() / 1000)
})

const two = fc.integer({ min: 0, max: 99 }).map(value => String(value).padStart(2, '0'))
const year = fc.oneof(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1970, max: 2040 })).map(value => String(value).padStart(4, '0'))
const month = fc.oneof(fc.integer({ min: 1, max: 12 }).map(value => String(value).padStart(2, '0')), two)
const dayOfMonth = fc.oneof(fc.integer({ min: 1, max: 31 }).map(value => String(value).padStart(2, '0')), two)

/** What luxon reads, or that the stand-in refuses to read it. */
function compare(read: () => DateTime, real: Luxon): boolean {
  let ours: DateTime
  try {
    ours = read()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(TypeError)
    return false
  }
  expect([ours.isValid, ours.toSeconds(), ours.toFormat(FORMATS[0] ?? '')]).toEqual([real.isValid, real.toSeconds(), real.toFormat(FORMATS[0] ?? '')])
  return true
}

test.each(ZONES)('in %s a time of the portal is read as luxon reads it, or refused', (name) => {
  process.env['TZ'] = name
  const offset = fc.oneof(fc.constantFrom('Z', '+03:00', '-05:30', '+14:59', 'z', '', '+3', '+0300'), fc.tuple(fc.constantFrom('+', '-'), two, two).map(([sign, ...rest]) => sign + rest.join(':')))
  const time = fc.tuple(fc.tuple(year, month, dayOfMonth), fc.tuple(two, two, two), offset).map(([date, hour, rest]) => `${date.join('-')}T${hour.join(':')}${rest}`)
  const good = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map(date => Luxon.fromJSDate(date).toFormat('yyyy-MM-dd\'T\'HH:mm:ssZZ'))
  const other = fc.oneof(fc.string(), fc.constantFrom('not-a-date', '2026', '2026-W12', '2026-123', 'T10:00', '20260504T095351Z', ' 2026-05-04T09:53:51Z', '２０２６-05-04T09:53:51Z', ''))
  let read = 0
  fc.assert(fc.property(fc.oneof(time, good, other), (text) => {
    if (compare(() => DateTime.fromISO(text), Luxon.fromISO(text))) read += 1
  }), { numRuns: 500 })
  expect(read).toBeGreaterThan(200)
})

test.each(ZONES)('in %s a date of three numbers is read as luxon reads it, or refused', (name) => {
  process.env['TZ'] = name
  const formats = fc.constantFrom('dd.MM.yyyy', 'MM/dd/yyyy', 'yyyy-MM-dd', 'yyyy.dd.MM', 'dd-MM/yyyy', 'dd.MM.yy', 'dd.dd.yyyy', 'ddMMyyyy')
  const text = fc.oneof(
    fc.tuple(formats, year, month, dayOfMonth).map(([tokens, ...[y, m, d]]) => tokens.replace('yyyy', y).replace('MM', m).replace('dd', d)),
    fc.constantFrom('04.05.2026', '4.5.2026', ' 04.05.2026', '04.05.2026 10:00', '٠٤.٠٥.٢٠٢٦', ''), fc.string(),
  )
  let read = 0
  fc.assert(fc.property(formats, text, (tokens, value) => {
    if (compare(() => DateTime.fromFormat(value, tokens), Luxon.fromFormat(value, tokens))) read += 1
  }), { numRuns: 500 })
  expect(read).toBeGreaterThan(100)
})

test.each(ZONES)('the days around every change of the clock in %s begin when luxon says, whatever season it is now', (name) => {
  process.env['TZ'] = name
  for (const at of changes()) {
    for (const now of [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)]) {
      vi.spyOn(Date, 'now').mockReturnValue(now)
      for (const text of [-1, 0, 1, 2].map(days => new Date(at + days * DAY).toISOString().slice(0, 10))) {
        expect(DateTime.fromFormat(text, 'yyyy-MM-dd').toSeconds(), text).toBe(Luxon.fromFormat(text, 'yyyy-MM-dd').toSeconds())
      }
    }
  }
})

test('a token that is not there and what is not read fail at once', () => {
  for (const tokens of ['LLL', 'yy', 'S', 'd', 'HHH', 'yyyy\'T', '[', 'ö']) expect(() => DateTime.now().toFormat(tokens), tokens).toThrow(TypeError)
  for (const text of ['2026-05-04', '2026-05-04T09:53:51', '2026-W12']) expect(() => DateTime.fromISO(text), text).toThrow(TypeError)
  expect(() => DateTime.fromISO('2026-05-04T09:53:51Z', { zone: 'utc' })).toThrow(TypeError)
  expect(() => DateTime.fromFormat('10:00', 'HH:mm')).toThrow(TypeError)
  expect(() => DateTime.fromFormat('04.05.2026', 'dd.MM.yyyy', { locale: 'de' })).toThrow(TypeError)
})
