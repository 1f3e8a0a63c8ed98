/**
 * What the SDK's `core/interaction/batch/processing/v2` uses of qs-esm, and nothing else of it: `stringify` without options, for what JSON can
 * say, and dates. https://github.com/ljharb/qs#stringifying
 */

/**
 * The parameters of a batch's command as a query: `a[b][0]=c`, keys and values encoded by RFC 3986. What is undefined or has no entries is left out.
 * @throws TypeError for a function or a symbol
 */
export function stringify(parameters: object): string {
  return Object.entries(parameters).flatMap(([key, value]) => pairs(key, value)).join('&')
}

function pairs(path: string, value: unknown): string[] {
  switch (typeof value) {
    case 'undefined': return []
    case 'string': case 'number': case 'boolean': case 'bigint': return [`${encode(path)}=${encode(String(value))}`]
    case 'object':
      if (value === null) return [`${encode(path)}=`]
      if (value instanceof Date) return pairs(path, value.toISOString())
      return Object.entries(value).flatMap(([key, inner]) => pairs(`${path}[${key}]`, inner))
    default: throw new TypeError(`The stand-in for qs-esm writes no ${typeof value}.`)
  }
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, sign => percent(sign.charCodeAt(0)))
  } catch {
    return encodeBroken(text)
  }
}

/** qs-esm works off so many units at a time. */
const SLICE = 1024

/**
 * A text with half a surrogate pair, which `encodeURIComponent` refuses. qs-esm takes whatever comes next for its other half, or nothing at the end
 * of a slice: the bytes stand for no text, but they are what the portal was always sent.
 */
function encodeBroken(text: string): string {
  let encoded = ''
  let start = 0
  while (start < text.length) {
    let end = start + SLICE
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1
    encoded += text.slice(start, end).replace(/[\ud800-\udfff][^]?|[^]/g, encodeUnit)
    start = end
  }
  return encoded
}

function encodeUnit(unit: string): string {
  return /^[\ud800-\udfff]/.test(unit) ? together(unit.charCodeAt(0), unit.charCodeAt(1)) : encode(unit)
}

function together(first: number, second: number): string {
  const code = 0x10000 + ((first & 0x3ff) << 10 | second & 0x3ff)
  return [0xf0 | code >> 18, 0x80 | code >> 12 & 0x3f, 0x80 | code >> 6 & 0x3f, 0x80 | code & 0x3f].map(percent).join('')
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase()}`
}
