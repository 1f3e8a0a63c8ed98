import { provide, watch } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { useChatStore } from './chat-store.ts'
import type { DialogId } from './dialog-id.ts'
import { createPlaces, placesKey, type Places } from './place.ts'

/** Provides the places beside a chat: they are the viewer's as soon as the portal has said who that is. For a screen's setup. */
export function provideOwnPlaces(dialogId: DialogId): Places {
  const places = createPlaces({ origin: usePortal().opening.origin, dialogId: dialogId.text })
  const store = useChatStore()
  provide(placesKey, places)
  // before anything is drawn of what came with it
  watch(() => store.chat.state === 'ready' ? store.chat.overview.viewerId : null, (viewerId) => {
    if (viewerId !== null) places.belongTo(viewerId)
  }, { immediate: true, flush: 'sync' })
  return places
}
