/** What somebody chose to see of the people: kept as the panel's draft, so it is parsed when it comes back. */
import { check, fallback, object, parse, picklist, string, pipe } from 'valibot'
import type { MemberList, ChatMember } from '../../people/members.ts'
import { useTexts } from '../../texts/texts.ts'
import { computed, type ComputedRef } from 'vue'
import { foldText, toWords } from '../../lib/fold-text.ts'
import { hasPresence } from '../../people/person.ts'
import { collation } from '../../texts/detail-formats.ts'

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

/** How many people are shown, of how many, and whether that is all: never more than is known. */
export function useCountText(): (list: MemberList, shown: number, isSelection: boolean) => string {
  const { t, plural, formats } = useTexts()
  return ({ members, total, progress }, shown, isSelection) => {
    const { number } = formats.value
    const known = total ?? members.length
    const all = progress.state === 'complete' || members.length >= known ? '' : t('panels.people.so-far', { count: number(members.length), total: number(known) })
    if (isSelection) return [t('panels.people.found', { count: number(shown), total: number(members.length) }), all].filter(Boolean).join(' ')
    if (all) return all
    return members.length < known ? t('panels.people.listed', { count: number(members.length), total: number(known) }) : plural('panels.people.count', members.length)
  }
}

/** Whether somebody has read everything, in words; `''` where it is not known. */
export function useReadingText(): (member: ChatMember) => string {
  const { t } = useTexts()
  return ({ reading }) => reading === 'unknown' ? '' : t(`panels.people.has-${reading}`)
}

/** Somebody with the folded name, by which they are found. */
interface FoundPerson {
  member: ChatMember
  folded: string
}

/** Everybody in the order of their names in a language, made once for all choices. */
export function orderByName(members: readonly ChatMember[], language: string): FoundPerson[] {
  const compare = collation(language)
  return members
    .map(member => ({ member, folded: foldText(member.name) }))
    .sort((one, two) => compare(one.member.name, two.member.name) || one.member.id - two.member.id)
}

const ROLE_RANK = { owner: 0, manager: 1, member: 2 }
const PRESENCE_RANK = { online: 0, idle: 1, away: 2, dnd: 3, absent: 4, offline: 5, unknown: 6 }
/** Who has not read comes first: they are the ones to write to. */
const READING_RANK = { unread: 0, read: 1, unknown: 2 }

const RANKS: Readonly<Record<PeopleView['sort'], (member: ChatMember) => number>> = {
  name: () => 0,
  presence: member => hasPresence(member) ? PRESENCE_RANK[member.presence.state] : PRESENCE_RANK.unknown,
  role: ({ role }) => ROLE_RANK[role],
  read: ({ reading }) => READING_RANK[reading],
}

/** Those whom the view shows, in its order; equal ones stay in the order of their names. */
export function selectPeople(people: readonly FoundPerson[], view: PeopleView): ChatMember[] {
  const words = toWords(view.search)
  const rank = RANKS[view.sort]
  return people
    .filter(({ member, folded }) => words.every(word => folded.includes(word)) && isShown(member, view))
    .map(({ member }) => member)
    .sort((one, two) => rank(one) - rank(two))
}

function isShown(member: ChatMember, { role, presence, origin, reading }: PeopleView): boolean {
  return (role === 'all' || member.role === role)
    && (presence === 'all' || (hasPresence(member) && (member.presence.state === 'idle' ? 'away' : member.presence.state) === presence))
    && (origin === 'all' || member.isExternal === (origin === 'outside'))
    && (reading === 'all' || member.reading === reading)
}

interface SelectionOptions {
  members: () => readonly ChatMember[]
  view: () => PeopleView
}

interface Selection {
  /** The view without what the portal says nothing about. */
  applied: ComputedRef<PeopleView>
  shown: ComputedRef<ChatMember[]>
  /** Some may be hidden by a search or a filter. */
  isSelection: ComputedRef<boolean>
  /** The portal says of somebody whether they have read everything. */
  knowsReading: ComputedRef<boolean>
}

/** What the view shows of the people. Names are put in order once, not at every letter that is typed. */
export function useSelection({ members, view }: SelectionOptions): Selection {
  const knowsReading = computed(() => members().some(({ reading }) => reading !== 'unknown'))
  // choices about reading that came back with the draft must not hide everybody, or name no order, where nothing is known of it
  const applied = computed((): PeopleView => {
    const chosen = view()
    return knowsReading.value ? chosen : { ...chosen, reading: 'all', sort: chosen.sort === 'read' ? 'name' : chosen.sort }
  })
  const { tag } = useTexts()
  const ordered = computed(() => orderByName(members(), tag.value))
  return {
    applied,
    shown: computed(() => selectPeople(ordered.value, applied.value)),
    isSelection: computed(() => applied.value.search.trim() !== '' || isFiltered(applied.value)),
    knowsReading,
  }
}
