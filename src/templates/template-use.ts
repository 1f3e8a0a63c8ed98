/** How often somebody used which template, and which they marked as favourites; of both owners, in one option of theirs. */
import { isRecord } from '../lib/is-record.ts'

export interface TemplateUse {
  /** By template id. */
  counts: ReadonlyMap<string, number>
  favourites: ReadonlySet<string>
}

export const NO_USE: TemplateUse = { counts: new Map(), favourites: new Set() }
export const TEMPLATE_USE_OPTION = 'templateUse'

const LONGEST_READ = 20_000
/** Beside a person's other options there is no more: see `MOST_BYTES`. Earlier versions of this app wrote twice as much. */
const LONGEST_WRITTEN = 10_000
const MOST_FAVOURITES = 600
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{12}$/.test(value)
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value > 0

/** Null for what cannot be read: it stays as it is. */
export function parseTemplateUse(option: unknown): TemplateUse | null {
  if (option === undefined || option === null || option === '') return NO_USE
  if (typeof option !== 'string' || option.length > LONGEST_READ) return null
  try {
    const value: unknown = JSON.parse(option)
    if (!isRecord(value) || value['v'] !== 1 || !isRecord(value['counts']) || !Array.isArray(value['favourites'])) return null
    const counts = Object.entries(value['counts']).filter((entry): entry is [string, number] => isId(entry[0]) && isCount(entry[1]))
    const favourites = value['favourites'].filter(isId)
    const isWhole = counts.length === Object.keys(value['counts']).length && favourites.length === value['favourites'].length
    return isWhole && favourites.length <= MOST_FAVOURITES ? { counts: new Map(counts), favourites: new Set(favourites) } : null
  } catch {
    return null // not JSON
  }
}

/** Of templates that there are: what is said of others would never go. What does not fit are the smallest counts. */
export function writeTemplateUse({ counts, favourites }: TemplateUse, exists: (id: string) => boolean): string {
  const kept = new Map([...counts].filter(([id]) => exists(id)))
  const text = () => JSON.stringify({ v: 1, counts: Object.fromEntries(kept), favourites: [...favourites].filter(exists) })
  for (const [id] of [...kept].sort(([, one], [, other]) => one - other)) {
    if (text().length <= LONGEST_WRITTEN) break
    kept.delete(id)
  }
  return text()
}

export type UseChange = { kind: 'used', id: string } | { kind: 'favourite', id: string, isFavourite: boolean }

export function changeUse({ counts, favourites }: TemplateUse, change: UseChange): TemplateUse {
  if (change.kind === 'used') return { counts: new Map([...counts, [change.id, (counts.get(change.id) ?? 0) + 1]]), favourites }
  const others = [...favourites].filter(id => id !== change.id)
  return { counts, favourites: new Set(change.isFavourite ? [...others, change.id] : others) }
}
