import { PortalError } from '../../../bitrix24/index.ts'
import type { ArchiveError } from '../../../chat/archive/index.ts'
import { useErrorText, type ErrorText } from '../../../texts/error-text.ts'
import { useTexts } from '../../../texts/texts.ts'

/** A failure of the portal or of the archive as one sentence and one button. */
export function useFailureText(): (error: PortalError | ArchiveError) => ErrorText {
  const errorText = useErrorText()
  const { t } = useTexts()
  return (error) => {
    if (error instanceof PortalError) return errorText(error)
    const text = error.kind === 'no-worker' ? t('parts.archive.no-worker') : t('parts.archive.crashed')
    return { text, detail: '', action: 'retry', actionText: t('actions.retry') }
  }
}
