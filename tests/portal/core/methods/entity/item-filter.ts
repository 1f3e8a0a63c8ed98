import { isMap, toText } from '../../php.ts'

type Row = Record<string, unknown>
type Compare = (order: number, isInside: boolean) => boolean

/** All that the source lets through (restentity.php, $arAllowedOperations): `@` and its kin are not among them. `?` is assumed to mean "contains". */
const COMPARISONS: Readonly<Record<string, Compare>> = {
  '': order => order === 0,
  '=': order => order === 0,
  '!': order => order !== 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
  '?': (_order, isInside) => isInside,
  '%': (_order, isInside) => isInside,
  '!%': (_order, isInside) => !isInside,
}

function orderOf(value: unknown, wanted: unknown): number {
  const [one, other] = [toText(value).toLowerCase(), toText(wanted).toLowerCase()]
  const [first, second] = [Number(one), Number(other)]
  if (one !== '' && other !== '' && !Number.isNaN(first) && !Number.isNaN(second)) return first - second
  const [day, otherDay] = [Date.parse(one), Date.parse(other)]
  if (one.includes('t') && !Number.isNaN(day) && !Number.isNaN(otherDay)) return day - otherDay
  return one < other ? -1 : one > other ? 1 : 0
}

function fieldOf(row: Row, name: string): unknown {
  const values = row['PROPERTY_VALUES']
  const code = /^PROPERTY_(.+)$/.exec(name)?.[1]
  if (code === undefined) return row[name]
  if (!isMap(values)) return undefined
  return Object.entries(values).find(([own]) => own.toUpperCase() === code)?.[1]
}

function compareField(row: Row, operation: string, name: string, wanted: unknown): boolean {
  const value = fieldOf(row, name)
  if (operation === '><' || operation === '!><') {
    const [from, to] = Array.isArray(wanted) ? wanted : []
    return (orderOf(value, from) >= 0 && orderOf(value, to) <= 0) === (operation === '><')
  }
  const compare = COMPARISONS[operation] ?? (() => true)
  const checks = (Array.isArray(wanted) ? wanted : [wanted]).map(one =>
    compare(orderOf(value, one), toText(value).toLowerCase().includes(toText(one).toLowerCase())))
  return operation.startsWith('!') ? checks.every(Boolean) : checks.some(Boolean)
}

function isField(row: Row, name: string): boolean {
  return name in row || name.startsWith('PROPERTY_')
}

/**
 * Whether a row meets the filter. A condition with an unknown operation, or on a field that is none, is dropped and not refused,
 * so that more rows come than were asked for. Numbered maps are groups, joined by their own `LOGIC`.
 */
export function meetsFilter(row: Row, filter: Row, logic = 'AND'): boolean {
  const checks = Object.entries(filter).flatMap(([key, wanted]) => {
    if (/^\d+$/.test(key)) return isMap(wanted) ? [meetsFilter(row, wanted, toText(wanted['LOGIC']))] : []
    const [, operation = '', name = ''] = /^([^a-z]*)(.*)$/.exec(key.toLowerCase()) ?? []
    const field = name.toUpperCase()
    if (!(operation in COMPARISONS || operation === '><' || operation === '!><') || !isField(row, field)) return []
    return [compareField(row, operation, field, wanted)]
  })
  return logic === 'OR' && checks.length > 0 ? checks.some(Boolean) : checks.every(Boolean)
}

/** Sorted as asked, later names breaking ties; the order of making where nothing else decides. */
export function sortRows(rows: readonly Row[], sort: Row): Row[] {
  const keys = Object.entries(sort).map(([name, way]) => [name.toUpperCase(), /^desc/i.test(toText(way)) ? -1 : 1] as const)
  return [...rows].sort((one, other) => {
    for (const [name, sign] of keys) {
      const order = orderOf(fieldOf(one, name), fieldOf(other, name))
      if (order !== 0) return order * sign
    }
    return 0
  })
}
