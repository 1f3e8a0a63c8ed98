import { ref, watch, type Ref } from 'vue'
import { usePlace } from '../../chat/place.ts'
import { NO_FILTER, toSearchFilter, type SearchFilter } from '../../messages/search-filter.ts'

/** What is looked for in this chat, as it was left when the frame was last destroyed. */
export function useSearchFilter(): { filter: Ref<SearchFilter>, clear: () => void } {
  const place = usePlace('search')
  const filter = ref(toSearchFilter(place.read()))
  watch(filter, place.keep, { deep: true })
  return {
    filter,
    clear: () => {
      filter.value = { ...NO_FILTER }
    },
  }
}
