/** The conditions of `FILTER` in user.get: a field's name, what it must be, and before the name how to compare. */
type Compare = (value: string, wanted: readonly string[]) => boolean

function order(value: string, wanted: string): number {
  const [one, other] = [Number(value), Number(wanted)]
  if (value !== '' && wanted !== '' && !Number.isNaN(one) && !Number.isNaN(other)) return one - other
  return value < wanted ? -1 : value > wanted ? 1 : 0
}

const isOneOf: Compare = (value, wanted) => wanted.includes(value)
const contains: Compare = (value, wanted) => wanted.some(part => value.includes(part))
/** With `%` standing for any text. */
const isLike: Compare = (value, wanted) => wanted.some((pattern) => {
  const source = pattern.split('%').map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')
  return new RegExp(`^${source}$`, 's').test(value)
})
const not = (compare: Compare): Compare => (value, wanted) => !compare(value, wanted)

/** Longest first, so that `!=%` is not read as `!=`. */
const PREFIXES: readonly (readonly [prefix: string, compare: Compare])[] = [
  ['!=%', not(isLike)],
  ['!%=', not(isLike)],
  ['>=', (value, [wanted = '']) => order(value, wanted) >= 0],
  ['<=', (value, [wanted = '']) => order(value, wanted) <= 0],
  ['!@', not(isOneOf)],
  ['=%', isLike],
  ['%=', isLike],
  ['!%', not(contains)],
  ['!=', not(isOneOf)],
  ['>', (value, [wanted = '']) => order(value, wanted) > 0],
  ['<', (value, [wanted = '']) => order(value, wanted) < 0],
  ['@', isOneOf],
  ['%', contains],
  ['=', isOneOf],
  ['!', not(isOneOf)],
]

/** `true`, `Y` and `1` are one value, so are `false`, `N`, `0` and nothing. Letters' case does not matter. */
function plain(value: unknown): string {
  if (value === true || value === 'true' || value === 'Y') return '1'
  if (value === false || value === 'false' || value === 'N') return '0'
  return typeof value === 'string' || typeof value === 'number' ? String(value).toLocaleLowerCase() : ''
}

function wantedTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(plain)
}

function matchesName(fields: Record<string, unknown>, wanted: readonly string[]): boolean {
  const words = ['NAME', 'LAST_NAME', 'WORK_POSITION'].flatMap(field => plain(fields[field]).split(/\s+/))
  return wanted.every(text => text.split(/\s+/).every(part => words.some(word => word.startsWith(part))))
}

/** Whether a person's fields meet all conditions. A field that this portal does not know meets none. */
export function meets(fields: Record<string, unknown>, filter: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([key, value]) => {
    const wanted = wantedTexts(value)
    const [prefix, compare] = PREFIXES.find(([start]) => key.startsWith(start)) ?? ['', isOneOf] as const
    const name = key.slice(prefix.length).toUpperCase()
    if (name === 'NAME_SEARCH') return matchesName(fields, wanted)
    const actual = fields[name]
    if (Array.isArray(actual)) return actual.some(one => compare(plain(one), wanted))
    return compare(plain(actual), wanted)
  })
}

/** For sorting people by a field: numbers by size, everything else as text. */
export function compareBy(field: string): (one: Record<string, unknown>, other: Record<string, unknown>) => number {
  return (one, other) => order(plain(one[field]), plain(other[field]))
}
