import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { useDialogId } from '../chat/beside.ts'
import { useChatStore } from '../chat/chat-store.ts'
import type { DialogId } from '../chat/dialog-id.ts'
import type { ChatKind, ChatOverview } from '../chat/overview.ts'
import type { Panel, PanelContext } from '../panels/panel.ts'
import { usePanels, type OfferedPanels } from '../panels/registry.ts'

interface Offered {
  /** Stays while the chat is read again, so that the tabs stay; as it was the last time until it was read; null when neither is known. */
  overview: ComputedRef<ChatOverview | null>
  offered: ComputedRef<OfferedPanels>
  /** Scopes that a panel needs and that were not granted; unknown ones count as granted. */
  missingScopes: (panel: Panel) => string[]
}

/**
 * What the chat may be in the words of `IM_SIDEBAR`'s `context` option: several while only its id is known, one when
 * the portal has told its kind.
 */
function chatContexts(dialogId: DialogId, kind: ChatKind | null): PanelContext[] {
  if (dialogId.kind === 'person') return ['USER']
  if (kind === null) return ['CHAT', 'LINES', 'CRM']
  if (kind === 'crm') return ['CRM']
  if (kind === 'open-line') return ['LINES']
  return kind === 'private' ? ['USER'] : ['CHAT']
}

/**
 * Which panels suit the chat and this person. What an administrator registered (`role`, `extranet`, `context`) cannot be
 * checked again here: `placement.get` answers administrators alone, and neither the handshake nor the placement's options
 * tell it, so no request that everybody may make would. Checked instead, where the mobile app does not apply them: for
 * `context` the kinds of chats that each panel names, against the chat as the opening's one request describes it; for
 * `role` what is agreed on who gets which panel, against the handshake's word on administrators. For `extranet` the
 * portal itself decides: it answers people from outside for their own chats only.
 */
export function useOfferedPanels(): Offered {
  const registry = usePanels()
  const { opening } = usePortal()
  const store = useChatStore()
  const dialogId = useDialogId()

  const known = shallowRef<ChatOverview | null>(null)
  watch(() => store.chat, (chat) => {
    if (chat.state === 'ready') known.value = chat.overview
  }, { immediate: true })
  const overview = computed(() => known.value ?? store.lastView?.overview ?? null)

  return {
    overview,
    offered: computed(() => registry.panelsFor(chatContexts(dialogId, overview.value?.kind ?? null), opening)),
    missingScopes: ({ scopes }) => {
      const granted = overview.value?.scopes
      return granted ? scopes.filter(scope => !granted.includes(scope)) : []
    },
  }
}
