import { isMap, toJsonShape } from '../php.ts'
import type { Params } from './exchange.ts'

/** What the commands before this one gave, by the names that references use. */
export type Earlier = Readonly<Record<'result' | 'total' | 'next' | 'time' | 'error', ReadonlyMap<string, unknown>>>

export type Unresolved = 'last-value' | 'empty' | 'untouched'

/** PHP's `\s` without the Unicode flag: a no-break space does not end a reference. */
const REFERENCE = /\$(result|next|total|time|error)([^ \t\n\v\f\r]*)/gi

const missing = Symbol('missing')

/** PHP's `isset($value[$key])`: null counts as missing, a digit picks a character of a text. */
function step(value: unknown, key: string): unknown {
  if (typeof value === 'string') return (/^\d+$/.test(key) ? value[Number(key)] : undefined) ?? missing
  if (Array.isArray(value)) return (/^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined) ?? missing
  return isMap(value) && Object.hasOwn(value, key) ? value[key] ?? missing : missing
}

function follow(root: unknown, keys: readonly string[], unresolved: Unresolved): unknown {
  let reached = root
  for (const key of keys) {
    const next = step(reached, key)
    if (next === missing) return unresolved === 'empty' ? '' : reached
    reached = next
  }
  return reached
}

function resolveText(text: string, earlier: Earlier, unresolved: Unresolved): unknown {
  let resolved: unknown = text
  for (const [whole, name = '', path = ''] of text.matchAll(REFERENCE)) {
    const keys = [...path.matchAll(/\[([^\]]+)\]/g)].map(([, key = '']) => key)
    if (keys.length === 0) continue
    // Found without regard to case, looked up with it: `$RESULT[a]` finds nothing.
    const known = Object.entries(earlier).find(([one]) => one === name)?.[1]
    const value = known ? follow(toJsonShape(known), keys, unresolved) : null
    if (whole === text) return value
    // inside a text only what is text or a number itself is put in
    if (typeof resolved === 'string' && (typeof value === 'string' || typeof value === 'number')) resolved = resolved.replaceAll(whole, () => String(value))
  }
  return resolved
}

/**
 * Puts earlier results where a command refers to them: `$result[users][0][ID]`, also `$total`, `$next`, `$time`, `$error`.
 * A reference reaches to the next white space. Alone it keeps the value's type; inside a longer text it becomes text, or is left
 * as it is written when it names a list, a map, a boolean or null. What is missing leaves the last value reached. Names are not
 * resolved: the portal looks there for references that begin with no word at all.
 * Source: vsyntot/tacticum_web, modules/rest/classes/general/rest_util.php, processBatchElement; settings/how-to-call-rest-api/batch.md.
 */
export function resolveReferences(params: Params, earlier: Earlier, unresolved: Unresolved = 'last-value'): Params {
  if (unresolved === 'untouched') return params
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string') return resolveText(value, earlier, unresolved)
    if (Array.isArray(value)) return value.map(resolve)
    return isMap(value) ? resolveReferences(value, earlier, unresolved) : value
  }
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, resolve(value)]))
}
