import type { Params } from '../../rest/exchange.ts'

/**
 * Methods of `im` read their parameters' names in any case: the module folds them to upper case before it looks
 * (bitrix-core-business, modules/im/classes/general/im_rest.php). Where two spellings meet, the later one wins.
 */
export function upperCaseNames(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name.toUpperCase(), value]))
}

/** A value as PHP would write it where text is expected: JSON brings numbers, forms and batches bring text. `''` for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return value === true ? '1' : ''
}

/** PHP's `intval`: the whole number at the beginning of the text, 0 when there is none. */
export function integerOf(value: unknown): number {
  const digits = /^\s*[+-]?\d+/.exec(textOf(value))
  return digits ? Math.min(Number(digits[0]), Number.MAX_SAFE_INTEGER) : 0
}

/** Only `Y` switches a flag on. */
export function isFlagSet(value: unknown): boolean {
  return value === 'Y'
}

/** `isset` of PHP: given, and not null. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

/**
 * Where a page begins. The portal takes `start` out of every request before a method sees it, in this spelling only, and these
 * methods let it win over `OFFSET` when it is above 0 (rest.php processCall, im_rest.php getOffset).
 */
export function offsetOf(params: Params): number {
  const start = integerOf(params['start'])
  return Math.max(0, start > 0 ? start : integerOf(upperCaseNames(params)['OFFSET']))
}

/** A page size between 1 and `most`. What is not a positive number counts as left out: assumed, the pages name no error. */
export function limitOf(value: unknown, usual: number, most: number): number {
  const limit = integerOf(value)
  return limit <= 0 ? usual : Math.min(limit, most)
}
