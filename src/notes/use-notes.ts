import { onScopeDispose } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { useChatStore } from '../chat/chat-store.ts'
import { useLive } from '../chat/live/live-store.ts'
import type { Notes } from './notes.ts'
import { openNotes } from './open-notes.ts'

/**
 * The notes of the chat that is shown, until the calling scope is disposed. For a panel's setup: it is shown once the chat has been read.
 * @throws Error where no chat is shown
 */
export function useNotes(): Notes {
  const portal = usePortal()
  const store = useChatStore()
  if (store.chat.state !== 'ready') throw new Error('useNotes() needs a chat that has been read')
  const notes = openNotes({ portal, chat: store.chat.overview })
  // without a channel the heart of the chat is what comes by; with one, who has left may still have rights
  useLive().follow(({ areMembersNew }) => {
    if (!notes.isLive.value || areMembersNew) notes.look(areMembersNew)
  })
  onScopeDispose(() => notes.close())
  return notes
}
