/** What somebody chose to see of the people: kept as the panel's draft, so it is parsed when it comes back. */
import { check, fallback, object, parse, picklist, string, pipe } from 'valibot'

export const ROLES = ['all', 'owner', 'manager', 'member'] as const
export const PRESENCES = ['all', 'online', 'away', 'dnd', 'absent', 'offline'] as const
export const ORIGINS = ['all', 'inside', 'outside'] as const
export const READINGS = ['all', 'read', 'unread'] as const
export const SORTS = ['name', 'presence', 'role', 'read'] as const

export interface PeopleView {
  search: string
  role: typeof ROLES[number]
  presence: typeof PRESENCES[number]
  origin: typeof ORIGINS[number]
  reading: typeof READINGS[number]
  sort: typeof SORTS[number]
}

export const EVERYBODY: Readonly<PeopleView> = { search: '', role: 'all', presence: 'all', origin: 'all', reading: 'all', sort: 'name' }

/** No name is longer; a longer text finds nobody and is not kept. */
export const LONGEST_SEARCH = 200

const view = fallback(object({
  search: fallback(pipe(string(), check(words => words.length <= LONGEST_SEARCH)), ''),
  role: fallback(picklist(ROLES), 'all'),
  presence: fallback(picklist(PRESENCES), 'all'),
  origin: fallback(picklist(ORIGINS), 'all'),
  reading: fallback(picklist(READINGS), 'all'),
  sort: fallback(picklist(SORTS), 'name'),
}), EVERYBODY)

/** Never throws: what is no choice of ours is the one that hides nobody. */
export function parseView(kept: unknown): PeopleView {
  return { ...parse(view, kept) }
}

/** Whether the choices, the search aside, hide anybody. */
export function isFiltered({ role, presence, origin, reading }: PeopleView): boolean {
  return [role, presence, origin, reading].some(choice => choice !== 'all')
}
