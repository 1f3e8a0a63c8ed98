import { isMap, toJsonShape } from '../php.ts'

/**
 * A PHP value written into the portal's page and sent on from there (`CUtil::PhpToJSObject`): numbers become text, null becomes
 * empty text, booleans stay, and an empty map is an empty list.
 */
export function throughPage(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(throughPage)
  return isMap(value) ? toJsonShape(Object.entries(value).map(([key, inner]) => [key, throughPage(inner)] as const)) : value
}

/** Depth that PHP's `json_decode` takes; deeper text is none. */
const DEEPEST_JSON = 512

/**
 * A value that the portal's page posts to the portal as JSON: numbers, booleans and null stay what they are, and PHP keeps no
 * difference between an empty map and an empty list. `undefined` stands for lost.
 */
export function throughJson(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST_JSON) return undefined
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).map(([key, inner]) => [key, throughJson(inner, depth + 1)] as const)
  return kept.some(([, inner]) => inner === undefined) ? undefined : toJsonShape(kept)
}

/** PHP's `max_input_nesting_level`. */
const MAX_DEPTH = 64

/**
 * A value that the portal's page posts to the portal as a form (`BX.ajax.prepareData`): everything becomes text, and null and
 * empty maps or lists are lost. `undefined` stands for lost.
 */
export function throughForm(value: unknown, depth = 0): unknown {
  if (value === null || value === undefined || depth > MAX_DEPTH) return undefined
  if (typeof value !== 'object') return String(value)
  const kept = Object.entries(value).map(([key, inner]) => [key, throughForm(inner, depth + 1)] as const).filter(([, inner]) => inner !== undefined)
  return kept.length > 0 ? toJsonShape(kept) : undefined
}
