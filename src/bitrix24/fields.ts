/**
 * How single values of the portal are read: tolerant of every spelling that was seen or documented (numbers as text,
 * `false` for a date, `null` for a text), strict about what comes out. A value that cannot be read is missing.
 * `check()` says what a validator of its own would: each more is a part of every opening.
 */
import {
  array, boolean, check, fallback, minValue, nullable, number, parse, pipe, regex, string, transform, union, unknown,
} from 'valibot'
import { shorten } from '../lib/cut-characters.ts'

const wholeNumber = pipe(union([number(), pipe(string(), regex(/^\d{1,16}$/), transform(Number))]), check<number>(Number.isSafeInteger), minValue(0))

/** A number from 1: of a person, a chat, a message. */
export const idField = pipe(wholeNumber, minValue(1))
export const idOrNull = fallback(nullable(idField), null)
/** The same for lists of thousands: a number that is one is not looked at twice. */
export function idOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : parse(idOrNull, value)
}
/** A number from 0, null where the portal did not say. */
export const countOrNull = fallback(nullable(wholeNumber), null)

const upTo = (most: number) => fallback(pipe(union([string(), number()]), transform(value => shorten(String(value), most))), '')
/** Text as it is, `''` for anything else. */
export const text = upTo(Infinity)
/** A name or a title: no portal keeps 255 characters of one, and a million in a row of a list would stop the page. */
export const line = upTo(300)
export const description = upTo(5_000)
export const upperText = fallback(pipe(string(), transform(value => value.toUpperCase())), '')
export const lowerText = fallback(pipe(string(), transform(value => value.toLowerCase())), '')

const flagValue = union([boolean(), pipe(string(), regex(/^[YN]$/), transform(value => value === 'Y'))])
export const flag = fallback(flagValue, false)
export const flagUnlessDenied = fallback(flagValue, true)

/** ATOM text such as `2026-02-25T16:50:58+01:00`. The portal writes 1970 for people who were never seen. */
export const dateOrNull = fallback(nullable(pipe(
  string(), regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/), transform(value => new Date(value)), check(value => value.getTime() >= Date.UTC(1971)),
)), null)

/** `#rrggbb` in lower case. */
export const colorOrNull = fallback(nullable(pipe(string(), regex(/^#[0-9a-f]{6}$/i), transform(value => value.toLowerCase()))), null)

/** The rows of a list; PHP turns a list with gaps into a map. Empty for anything else. */
export const rows = fallback(union([
  array(unknown()),
  pipe(unknown(), transform(value => (typeof value === 'object' && value !== null ? Object.values(value) : []))),
]), [])
