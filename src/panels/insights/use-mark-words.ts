import { computed, type ComputedRef } from 'vue'
import type { MarkWords } from '../../chat/mark-words.ts'
import { useTexts } from '../../texts/texts.ts'

export function useMarkWords(): ComputedRef<MarkWords> {
  const { t } = useTexts()
  return computed(() => ({
    bot: t('panels.insights.message-bot'),
    edited: t('panels.insights.message-edited'),
    forwarded: t('panels.insights.message-forwarded'),
    forwardedFrom: name => t('panels.insights.message-forwarded-from', { name }),
  }))
}
