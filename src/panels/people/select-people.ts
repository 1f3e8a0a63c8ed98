import { computed, type ComputedRef } from 'vue'
import type { ChatMember } from '../../people/members.ts'
import { foldText, toWords } from '../../lib/fold-text.ts'
import { hasPresence } from '../../people/person.ts'
import { isFiltered, type PeopleView } from './people-view.ts'
import { collation } from '../../texts/detail-formats.ts'
import { useTexts } from '../../texts/texts.ts'

/** Somebody with the folded name, by which they are found. */
export interface FoundPerson {
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
  shown: ComputedRef<ChatMember[]>
  /** Some may be hidden by a search or a filter. */
  isSelection: ComputedRef<boolean>
  /** The portal says of somebody whether they have read everything. */
  knowsReading: ComputedRef<boolean>
}

/** What the view shows of the people. Names are put in order once, not at every letter that is typed. */
export function useSelection({ members, view }: SelectionOptions): Selection {
  const knowsReading = computed(() => members().some(({ reading }) => reading !== 'unknown'))
  // a choice about reading that came back with the draft must not hide everybody where nothing is known of it
  const applied = computed((): PeopleView => knowsReading.value ? view() : { ...view(), reading: 'all' })
  const { tag } = useTexts()
  const ordered = computed(() => orderByName(members(), tag.value))
  return {
    shown: computed(() => selectPeople(ordered.value, applied.value)),
    isSelection: computed(() => applied.value.search.trim() !== '' || isFiltered(applied.value)),
    knowsReading,
  }
}
