import type { ChatMessage } from '../../chat/message.ts'
import { useTexts } from '../../texts/texts.ts'

/** Who wrote a message, in words also where that is nobody or nobody known. */
export function useAuthorName(): (message: ChatMessage) => string {
  const { t } = useTexts()
  return ({ authorId, authorName }) => (authorId === 0 ? t('message.system') : authorName || t('panels.search.unknown-author'))
}
