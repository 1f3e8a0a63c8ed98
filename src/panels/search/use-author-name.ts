import type { ChatMessage } from '../../chat/message.ts'
import { useSearchTexts } from './use-search-texts.ts'

/** Who wrote a message, in words also where that is nobody or nobody known. */
export function useAuthorName(): (message: ChatMessage) => string {
  const { t } = useSearchTexts()
  return ({ authorId, authorName }) => (authorId === 0 ? t('panels.search.system') : authorName || t('panels.search.unknown-author'))
}
