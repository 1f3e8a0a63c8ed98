import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { usePortal } from '../../bitrix24/index.ts'
import { MARK_WORDS_OPTION, parseMarkWords, writeMarkWords, type MarkWord } from '../../messages/catch-up/mark-words.ts'
import { saveAppOption, type SavingState } from '../save-app-option.ts'

/** The words by which people mark decisions and promises, as the portal has them, for Catch up. */
export const useMarkWordsStore = defineStore('mark-words', () => {
  const portal = usePortal()
  const words = shallowRef(parseMarkWords(portal.opening.appOption(MARK_WORDS_OPTION)))
  const saving = shallowRef<SavingState>({ state: 'idle' })

  /** Saves at once. Never rejects: a failure is a state. Does nothing while it is already saving. */
  async function save(wanted: readonly MarkWord[]): Promise<void> {
    if (saving.value.state === 'saving') return
    saving.value = { state: 'saving' }
    const text = writeMarkWords(wanted)
    const result = await saveAppOption(portal, { name: MARK_WORDS_OPTION, toText: () => text, isKept: after => after === text })
    if ('error' in result) {
      saving.value = { state: result.outcome, error: result.error }
    } else {
      words.value = parseMarkWords(result.stored)
      saving.value = { state: result.outcome }
    }
  }

  return { words, saving, save }
})
