import { computed, type ComputedRef } from 'vue'
import type { MarkWords } from '../../chat/mark-words.ts'
import { useSearchTexts } from './use-search-texts.ts'

export function useMarkWords(): ComputedRef<MarkWords> {
  const { t } = useSearchTexts()
  return computed(() => ({
    bot: t('panels.search.message-bot'),
    edited: t('panels.search.message-edited'),
    forwarded: t('panels.search.message-forwarded'),
    forwardedFrom: name => t('panels.search.message-forwarded-from', { name }),
  }))
}
