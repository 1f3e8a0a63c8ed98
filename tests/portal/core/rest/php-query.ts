import { toJsonShape } from '../php.ts'
import type { Params } from './exchange.ts'

/** PHP's own default (`max_input_nesting_level`): a value nested deeper is dropped. */
const MAX_DEPTH = 64

interface PhpArray {
  items: Map<string, PhpArray | string>
  nextIndex: number
}

const emptyArray = (): PhpArray => ({ items: new Map(), nextIndex: 0 })

/** PHP's `urldecode`: plus is a space; bytes that are no UTF-8 become the replacement character (assumed). */
export function urlDecode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped)
    } catch {
      return escaped.replace(/%[0-9a-f]{2}/gi, one => (/^%[0-7]/.test(one) ? decodeURIComponent(one) : '\uFFFD'))
    }
  })
}

/** `a[b][]` → `a`, `b`, `''`. Like PHP, the first part loses leading spaces and has `_` for dots, spaces and a lonely bracket. */
function splitName(rawName: string): string[] {
  const name = rawName.replace(/^ +/, '').replace(/\0.*$/s, '')
  const open = name.indexOf('[')
  // a name that begins with a bracket is none
  if (open === 0) return []
  if (open < 0) return name === '' ? [] : [name.replace(/[ .[]/g, '_')]
  const path = [name.slice(0, open).replace(/[ .]/g, '_')]
  let rest = name.slice(open)
  while (rest.startsWith('[')) {
    const close = rest.indexOf(']')
    if (close < 0) {
      if (path.length === 1) return [name.replace(/[ .[]/g, '_')]
      break
    }
    path.push(rest.slice(1, close))
    rest = rest.slice(close + 1)
  }
  return path
}

function put(target: PhpArray, path: readonly string[], value: string): void {
  let array = target
  path.forEach((part, depth) => {
    const key = part === '' && depth > 0 ? String(array.nextIndex) : part
    if (/^(0|[1-9]\d{0,15})$/.test(key)) array.nextIndex = Math.max(array.nextIndex, Number(key) + 1)
    if (depth === path.length - 1) {
      array.items.set(key, value)
      return
    }
    const inner = array.items.get(key)
    const next = typeof inner === 'object' ? inner : emptyArray()
    if (next !== inner) array.items.set(key, next)
    array = next
  })
}

function toPlain(array: PhpArray): [string, unknown][] {
  return [...array.items].map(([key, value]) => [key, typeof value === 'string' ? value : toJsonShape(toPlain(value))])
}

/**
 * A query or form as PHP's `parse_str` reads it: `a[b][]=1` nests, every value is text, a later name wins.
 * Nested arrays with the keys 0, 1, 2 … become lists, as they do in PHP's JSON.
 */
export function parsePhpQuery(text: string): Params {
  const root = emptyArray()
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=')
    const path = splitName(urlDecode(equals < 0 ? pair : pair.slice(0, equals)))
    if (path.length === 0 || path.length > MAX_DEPTH + 1) continue
    put(root, path, equals < 0 ? '' : urlDecode(pair.slice(equals + 1)))
  }
  return Object.fromEntries(toPlain(root))
}
