import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useArchive } from '../../../messages/keep/index.ts'
import { useTexts } from '../../../texts/texts.ts'
import { useOwnNumbers } from '../own-numbers.ts'

/**
 * What can be counted in what has been read of the chat; counted anew when that has changed, and not while it grows page by page. Also when
 * somebody asks: a question counts from some hours after it on, in which nobody may have written.
 */
const useCounted = defineStore('archive-numbers', () => {
  const archive = useArchive()
  const counted = shallowRef<{ links: number, files: number, questions: number } | null>(null)
  let run = 0

  async function ask(): Promise<void> {
    const own = ++run
    const nothing = { text: '', limit: 0 }
    const everything = { since: null, until: null, authorIds: null, now: Date.now() }
    const [{ links }, { files }, { length: questions }] = await Promise.all([
      archive.ask('sharedLinks', { ...nothing, sort: 'recent' }),
      archive.ask('sharedFiles', { ...nothing, sort: 'recent', kind: null, isDuplicate: false }),
      archive.ask('openQuestions', everything),
    ])
    if (own === run) counted.value = { links, files, questions }
  }

  const version = computed(() => archive.reading.state === 'reading' ? undefined : archive.status?.version)
  function count(): void {
    // what cannot be asked is said by the panel; the numbers stay as they were
    if (version.value !== undefined) void ask().catch(() => undefined)
  }
  watch(version, count)
  return { counted, count }
})

/** Says what is known of the chat as far as it has been read, on the ways to the panels that show it, from the first panel on that reads it. */
export function useArchiveNumbers(): void {
  const store = useCounted()
  store.count()
  const { t, formats } = useTexts()
  useOwnNumbers('insights', () => ({ waits: store.counted?.questions ?? 0 }))
  useOwnNumbers('shared', () => {
    if (!store.counted) return {}
    const { links, files } = store.counted
    return { holds: `${t('panels.shared.tab-links')} ${formats.value.number(links)} · ${t('panels.shared.tab-files')} ${formats.value.number(files)}` }
  })
}
