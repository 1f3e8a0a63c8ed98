import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../texts/texts.ts'
import type { MessageWords } from '../../ui/message-text/render-nodes.ts'

/** The words that a message's own text does not bring along, in the language of the page. */
export function useMessageWords(): ComputedRef<MessageWords> {
  const { t, formats } = useTexts()
  return computed(() => {
    const times = new Intl.DateTimeFormat(document.documentElement.lang || 'en', { timeStyle: 'short' })
    return {
      cut: t('message.cut'),
      code: t('message.code'),
      quote: t('message.quote'),
      image: t('message.image'),
      file: fileId => t('message.file', { id: fileId }),
      time: at => `${formats.value.date(at)}, ${times.format(at)}`,
    }
  })
}
