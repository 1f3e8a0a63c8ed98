/** Bitrix24 is written in PHP, and its conversions show through REST and the frame: here are the few that matter. */

/** A PHP array with text keys, a JSON object. Lists and `null` are not. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** PHP's `(bool)`: `'0'`, `''` and an empty array are false, the text `false` is true. */
export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === '' || value === '0') return false
  if (typeof value === 'object') return Object.keys(value).length > 0
  return true
}

/** PHP's `(string)`: an array becomes the word `Array`. */
export function toText(value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  if (value === true) return '1'
  if (typeof value === 'object') return 'Array'
  return String(value)
}

/** PHP's `trim`: it knows six characters, neither the no-break space nor the form feed. */
export function trimText(text: string): string {
  // eslint-disable-next-line no-control-regex -- the zero byte is one of the six
  return text.replaceAll(/^[ \t\n\r\0\u000B]+|[ \t\n\r\0\u000B]+$/g, '')
}

/** PHP's `(int)`: leading digits count, everything else is 0. */
export function toInteger(value: unknown): number {
  if (typeof value === 'object' && value !== null) return isTruthy(value) ? 1 : 0
  const digits = /^\s*[+-]?\d+/.exec(toText(value))
  return digits ? Number(digits[0]) : 0
}

/** PHP's `array_change_key_case` to upper case; of two names that differ only in case the later one stays. */
export function upperKeys(map: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key.toUpperCase(), value]))
}

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '\\"': '\\u0022', '<': '\\u003C', '>': '\\u003E', '&': '\\u0026', '\'': '\\u0027', '/': '\\/',
}

/**
 * JSON as `Json::encode` of the portal writes it: safe in HTML, slashes escaped, and letters of all languages as they are, which
 * older portals escaped. Source: vsyntot/tacticum_web, modules/main/lib/web/json.php.
 */
export function toPhpJson(value: unknown): string {
  return (JSON.stringify(value) ?? '').replaceAll(/\\.|[<>&'/\u2028\u2029]/g, part =>
    JSON_ESCAPES[part] ?? (part.startsWith('\\') ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`))
}

/**
 * A PHP array as JSON shows it: a list when its keys are 0, 1, 2 … in this order (so an empty one is `[]`), else an object.
 * An object with whole-number keys keeps PHP's order of insertion only where JavaScript does.
 */
export function toJsonShape(entries: Iterable<readonly [string, unknown]>): unknown {
  const all = [...entries]
  return all.every(([key], index) => key === String(index)) ? all.map(([, value]) => value) : Object.fromEntries(all)
}
