import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { PortalError, usePortal } from '../bitrix24/index.ts'
import { useChatStore } from './chat-store.ts'
import type { LinkReading } from './link-details.ts'
import { loadLinkDetails } from './load-link-details.ts'
import type { ChatOverview } from './overview.ts'

export type LinkDetailsState =
  | { state: 'loading' }
  | { state: 'ready', reading: LinkReading }
  | { state: 'failed', error: PortalError }

/** What the chat beside us is linked to, read anew whenever the chat itself was. Needs an app that provides `portalKey`. */
export const useLinkDetails = defineStore('link-details', () => {
  const portal = usePortal()
  const store = useChatStore()
  const details = shallowRef<LinkDetailsState>({ state: 'loading' })
  const isStarted = ref(false)
  const overview = () => store.chat.state === 'ready' ? store.chat.overview : null
  let runs = 0

  /** Never rejects. Of several runs the last one counts; what is shown stays until it has ended. */
  async function read(current: ChatOverview): Promise<void> {
    const run = ++runs
    const next = await loadLinkDetails(portal, current).then(
      (reading): LinkDetailsState => ({ state: 'ready', reading }),
      (error: unknown): LinkDetailsState => ({ state: 'failed', error: error instanceof PortalError ? error : new PortalError('unknown', { cause: error }) }),
    )
    if (run === runs) details.value = next
  }

  /** Another chat than the one that was read about has nothing to show yet. */
  watch(() => overview()?.dialogId.text, () => {
    runs += 1
    details.value = { state: 'loading' }
  })
  watch(() => isStarted.value ? overview() : null, (current) => {
    if (current) void read(current)
  })

  return {
    details,
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
