import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { PortalError, usePortal } from '../bitrix24/index.ts'
import { useLatest } from '../lib/use-latest.ts'
import { useChatStore } from './chat-store.ts'
import { useLeftChat } from './left-chat.ts'
import type { LinkReading } from './link-details.ts'
import { useLive } from './live/live-store.ts'
import { loadLinkDetails } from './load-link-details.ts'
import type { ChatOverview } from './overview.ts'

export type LinkDetailsState =
  | { state: 'loading' }
  | { state: 'ready', reading: LinkReading }
  | { state: 'failed', error: PortalError }

/** What the chat beside us is linked to, read again whenever the chat itself was, or is linked to something else. Needs an app that provides `portalKey`. */
export const useLinkDetails = defineStore('link-details', () => {
  const portal = usePortal()
  const store = useChatStore()
  const left = useLeftChat()
  /** The last message that a person wrote since, `sentAt` in milliseconds since 1970. */
  const lastHeard = shallowRef<{ authorId: number, sentAt: number | null } | null>(null)
  const isStarted = ref(false)
  const overview = () => store.chat.state === 'ready' ? store.chat.overview : null

  /** Never rejects; what is shown stays until it has ended. */
  const { state: details, reload: read, stop } = useLatest<LinkDetailsState, [ChatOverview]>({ state: 'loading' }, async ({ show }, current) => {
    await loadLinkDetails(portal, current).then(
      reading => show({ state: 'ready', reading }),
      (cause: unknown) => show({ state: 'failed', error: PortalError.from(cause) }),
    )
  })

  /** Another chat than the one that was read about has nothing to show yet. */
  watch(() => overview()?.dialogId.text, () => {
    stop()
    details.value = { state: 'loading' }
  })
  // also when somebody else's answer has brought the chat back; a person who has left the chat asks for nothing more
  watch(() => isStarted.value && !left.hasLeft ? JSON.stringify([store.loads, overview()?.dialogId.text, overview()?.links]) : '', (wanted) => {
    const current = overview()
    if (wanted && current) void read(current)
  })
  useLive().follow(({ added }) => {
    lastHeard.value = added.messages.filter(({ authorId }) => authorId > 0).at(-1) ?? lastHeard.value
  })

  return {
    details,
    lastHeard,
    /** The first reading waits for this: until the chat is on the screen nothing else is asked. */
    start: () => {
      isStarted.value = true
    },
    retry: async () => {
      const current = overview()
      if (current) await read(current)
    },
  }
})
