import { ref, watch, type Ref } from 'vue'
import { useDraft } from '../../chat/drafts.ts'
import { NO_FILTER, toSearchFilter, type SearchFilter } from '../../messages/search-filter.ts'

/** What is looked for in this chat, as it was left when the frame was last destroyed. */
export function useSearchFilter(): { filter: Ref<SearchFilter>, clear: () => void } {
  const draft = useDraft('search')
  const filter = ref(toSearchFilter(draft.read()))
  watch(filter, draft.keep, { deep: true })
  return {
    filter,
    clear: () => {
      filter.value = { ...NO_FILTER }
    },
  }
}
