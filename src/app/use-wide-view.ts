import { onScopeDispose, ref, type Ref } from 'vue'
import { PortalError, usePortal } from '../bitrix24/index.ts'
import { useDialogId } from '../chat/beside.ts'
import { useChatStore } from '../chat/chat-store.ts'
import { usePlaces } from '../chat/place.ts'
import { loadFile } from '../lib/load-file.ts'
import type { Panel } from '../panels/panel.ts'
import { useErrorText } from '../texts/error-text.ts'
import { useTextsOwner } from '../texts/texts.ts'

interface WideView {
  /** Why the last one did not open; `''` when it did, or nobody knows yet. */
  refusal: Ref<string>
  /** How often one was closed: the place in it has changed, and whatever is shown here may have. */
  visits: Ref<number>
  open(panel: Panel): Promise<void>
}

/** Opens a panel in a slider of our own, and reads the chat again when that has closed. */
export function useWideView(): WideView {
  const portal = usePortal()
  const store = useChatStore()
  const texts = useTextsOwner()
  const places = usePlaces()
  const dialogId = useDialogId()
  const errorText = useErrorText()
  const refusal = ref('')
  const visits = ref(0)
  let runs = 0
  onScopeDispose(() => {
    runs += 1
  })

  async function open(panel: Panel): Promise<void> {
    const run = ++runs
    const say = (text: string): void => {
      if (run === runs) refusal.value = text
    }
    say('')
    try {
      const { openWide } = await loadFile(() => import('./wide/open-wide.ts'))
      const chatTitle = store.chat.state === 'ready' ? store.chat.overview.title : ''
      await openWide({ portal, places, texts, panel, dialogId: dialogId.text, chatTitle, say })
      say('')
      if (run !== runs) return
      visits.value += 1
      void store.load(dialogId)
    } catch (thrown) {
      say(errorText(thrown instanceof PortalError ? thrown : { kind: 'incomplete' }).text)
    }
  }

  return { refusal, visits, open }
}
