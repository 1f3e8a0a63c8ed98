import { computed, type ComputedRef } from 'vue'
import type { MessageWords } from '../../ui/message-text/render-nodes.ts'
import { useMoment } from './use-moment.ts'
import { useSearchTexts } from './use-search-texts.ts'

/** The words that a message's own text does not bring along, in the language of the page. */
export function useMessageWords(): ComputedRef<MessageWords> {
  const { t } = useSearchTexts()
  const time = useMoment()
  return computed(() => ({
    cut: t('panels.search.message-cut'),
    code: t('panels.search.message-code'),
    quote: t('panels.search.message-quote'),
    image: t('panels.search.message-image'),
    file: fileId => t('panels.search.message-file', { id: fileId }),
    time,
  }))
}
