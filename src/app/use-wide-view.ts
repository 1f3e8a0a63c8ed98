import { ref, type Ref } from 'vue'
import { PortalError, usePortal } from '../bitrix24/index.ts'
import { useDialogId } from '../chat/beside.ts'
import { useChatStore } from '../chat/chat-store.ts'
import { useDrafts } from '../chat/drafts.ts'
import { loadFile } from '../lib/with-deadline.ts'
import { useLatest } from '../lib/use-latest.ts'
import type { Panel } from '../panels/panel.ts'
import { useErrorText } from '../texts/error-text.ts'
import { useTextsOwner } from '../texts/texts.ts'

interface WideView {
  /** Why the last one did not open; `''` when it did, or nobody knows yet. */
  refusal: Ref<string>
  /** How often one was closed: the draft in it has changed, and whatever is shown here may have. */
  visits: Ref<number>
  open(panel: Panel): Promise<void>
}

/** Opens a panel in a slider of our own, and reads the chat again when that has closed. */
export function useWideView(): WideView {
  const portal = usePortal()
  const store = useChatStore()
  const texts = useTextsOwner()
  const drafts = useDrafts()
  const dialogId = useDialogId()
  const errorText = useErrorText()
  const visits = ref(0)

  const { state: refusal, reload: open } = useLatest<string, [Panel]>('', async ({ signal, show: say }, panel) => {
    say('')
    try {
      const { openWide } = await loadFile(() => import('./wide/open-wide.ts'))
      const chatTitle = store.chat.state === 'ready' ? store.chat.overview.title : ''
      await openWide({ portal, drafts, texts, panel, dialogId: dialogId.text, chatTitle, say })
      say('')
      if (signal.aborted) return
      visits.value += 1
      void store.load(dialogId)
    } catch (thrown) {
      say(errorText(thrown instanceof PortalError ? thrown : { kind: 'incomplete' }).text)
    }
  })

  return { refusal, visits, open }
}
