import { computed, type ComputedRef } from 'vue'
import type { MessageWords } from '../../ui/message-text/render-nodes.ts'
import { useInsightsTexts } from './use-insights-texts.ts'

/** The words that a message's own text does not bring along, in the language of the page. */
export function useMessageWords(): ComputedRef<MessageWords> {
  const { t, formats } = useInsightsTexts()
  return computed(() => {
    const times = new Intl.DateTimeFormat(document.documentElement.lang || 'en', { timeStyle: 'short' })
    return {
      cut: t('panels.insights.message-cut'),
      code: t('panels.insights.message-code'),
      quote: t('panels.insights.message-quote'),
      image: t('panels.insights.message-image'),
      file: fileId => t('panels.insights.message-file', { id: fileId }),
      time: at => `${formats.value.date(at)}, ${times.format(at)}`,
    }
  })
}
