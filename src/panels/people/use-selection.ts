import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../texts/texts.ts'
import type { ChatMember } from '../../people/members.ts'
import { isFiltered, type PeopleView } from './people-view.ts'
import { orderByName, selectPeople } from './select-people.ts'

interface SelectionOptions {
  members: () => readonly ChatMember[]
  view: () => PeopleView
}

export interface Selection {
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
