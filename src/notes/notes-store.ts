import { defineStore } from 'pinia'
import { onScopeDispose } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { useChatStore } from '../chat/chat-store.ts'
import { useLive } from '../chat/live/live-store.ts'
import type { Notes } from './notes.ts'
import type { openNotes } from './open-notes.ts'

/**
 * The notes of the chat beside us, opened when they are first asked for and then one for all of the page. Whoever asks brings what opens
 * them: panels that only add a message to the notes load that when somebody does it.
 */
export const useNotesStore = defineStore('notes', () => {
  const portal = usePortal()
  const store = useChatStore()
  let notes: Notes | null = null
  // without a channel the heart of the chat is what comes by; with one, who has left may still have rights
  useLive().follow(({ areMembersNew }) => {
    if (notes && (!notes.isLive.value || areMembersNew)) notes.look(areMembersNew)
  })
  onScopeDispose(() => notes?.close())

  return {
    /** @throws Error where no chat is shown */
    take(open: typeof openNotes): Notes {
      if (store.chat.state !== 'ready') throw new Error('Notes need a chat that has been read')
      notes ??= open({ portal, chat: store.chat.overview })
      return notes
    },
  }
})
