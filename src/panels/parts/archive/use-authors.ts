import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import { isCancelled, useArchive, type Author } from '../../../messages/keep/index.ts'
import { useTexts } from '../../../texts/texts.ts'

interface Authors {
  /** Everybody who wrote in what has been read, who wrote most first. */
  authors: ShallowRef<readonly Author[]>
  /** Whom the portal did not describe has a number. */
  nameOf: (personId: number) => string
}

/** Who wrote in what has been read; whoever cannot be asked for stays without a name. */
export function useAuthors(): Authors {
  const archive = useArchive()
  const { t } = useTexts()
  const authors = shallowRef<readonly Author[]>([])
  watch(() => archive.status?.version, async () => {
    try {
      authors.value = await archive.ask('authors', null, { lane: 'authors' })
    } catch (error) {
      if (!isCancelled(error)) authors.value = [] // the list itself says what is wrong with the archive
    }
  }, { immediate: true })

  const names = computed(() => new Map(authors.value.map(({ id, name }) => [id, name])))
  return {
    authors,
    nameOf: id => names.value.get(id) || (id === 0 ? t('message.system') : t('message.unknown-author', { id })),
  }
}
