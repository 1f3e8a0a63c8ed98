import { shallowRef, watch, type ShallowRef } from 'vue'
import { isCancelled, useArchive, type Author } from '../../chat/archive/index.ts'

/** Everybody who wrote in what has been read, who wrote most first; whoever cannot be asked for stays without a name. */
export function useAuthors(): ShallowRef<readonly Author[]> {
  const archive = useArchive()
  const authors = shallowRef<readonly Author[]>([])
  watch(() => archive.status?.version, async () => {
    try {
      authors.value = await archive.ask('authors', null, { lane: 'authors' })
    } catch (error) {
      if (!isCancelled(error)) authors.value = [] // the list itself says what is wrong with the archive
    }
  }, { immediate: true })
  return authors
}
