/** How often somebody used which template, and which they marked as favourites; of both owners, in one option of theirs. */
import { array, literal, maxLength, number, object, pipe, record, regex, safeParse, string, integer, minValue } from 'valibot'

export interface TemplateUse {
  /** By template id. */
  counts: ReadonlyMap<string, number>
  favourites: ReadonlySet<string>
}

export const NO_USE: TemplateUse = { counts: new Map(), favourites: new Set() }
export const TEMPLATE_USE_OPTION = 'templateUse'

const LONGEST_OPTION = 20_000
const id = pipe(string(), regex(/^[0-9a-f]{12}$/))
const kept = object({ v: literal(1), counts: record(id, pipe(number(), integer(), minValue(1))), favourites: pipe(array(id), maxLength(600)) })

/** Null for what cannot be read: it stays as it is. */
export function parseTemplateUse(option: unknown): TemplateUse | null {
  if (option === undefined || option === null || option === '') return NO_USE
  if (typeof option !== 'string' || option.length > LONGEST_OPTION) return null
  try {
    const { success, output } = safeParse(kept, JSON.parse(option))
    return success ? { counts: new Map(Object.entries(output.counts)), favourites: new Set(output.favourites) } : null
  } catch {
    return null // not JSON
  }
}

/** Of templates that there are: what is said of others would never go. */
export function writeTemplateUse({ counts, favourites }: TemplateUse, exists: (id: string) => boolean): string {
  return JSON.stringify({
    v: 1,
    counts: Object.fromEntries([...counts].filter(([id]) => exists(id))),
    favourites: [...favourites].filter(exists),
  })
}

export type UseChange = { kind: 'used', id: string } | { kind: 'favourite', id: string, isFavourite: boolean }

export function changeUse({ counts, favourites }: TemplateUse, change: UseChange): TemplateUse {
  if (change.kind === 'used') return { counts: new Map([...counts, [change.id, (counts.get(change.id) ?? 0) + 1]]), favourites }
  const others = [...favourites].filter(id => id !== change.id)
  return { counts, favourites: new Set(change.isFavourite ? [...others, change.id] : others) }
}
