import { usePortal } from '../../bitrix24/index.ts'
import { type ExportOptions, type ExportPlan, isPrivateChat } from '../../messages/export/export-plan.ts'
import { cleanLine } from '../../messages/export/names.ts'
import type { ChatOverview } from '../../chat/overview.ts'
import { useTexts } from '../../texts/texts.ts'
import { version } from '../../../package.json'

/** Makes plans whose files speak the language of the page, in the zone of this device. */
export function useExportPlan(): (options: ExportOptions, chat: Pick<ChatOverview, 'dialogId' | 'title' | 'kind'>) => ExportPlan {
  const { opening } = usePortal()
  const { t, startingWith, tag } = useTexts()
  return (options, { dialogId, title, kind }) => {
    const marks = { 'edited': t('message.edited'), 'forwarded': t('message.forwarded'), 'forwarded-from': t('message.forwarded-from') }
    const texts = { ...startingWith('panels.export.file-'), ...marks }
    // such a chat is called by the other person's name, a customer's in an open line
    const isNameless = options.isPseudonymous && (kind === 'open-line' || isPrivateChat({ dialogId: dialogId.text }))
    return {
      options,
      facts: {
        appVersion: version,
        createdAt: Date.now(),
        origin: opening.origin,
        dialogId: dialogId.text,
        chatTitle: isNameless ? texts.chat : cleanLine(title) || texts.chat,
        language: tag.value,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      texts,
    }
  }
}
