import { computed, type ComputedRef } from 'vue'
import type { MarkWords } from '../../chat/mark-words.ts'
import { useTexts } from '../../texts/texts.ts'

export function useMarkWords(): ComputedRef<MarkWords> {
  const { t } = useTexts()
  return computed(() => ({
    bot: t('panels.search.message-bot'),
    edited: t('panels.search.message-edited'),
    forwarded: t('panels.search.message-forwarded'),
    forwardedFrom: name => t('panels.search.message-forwarded-from', { name }),
  }))
}
