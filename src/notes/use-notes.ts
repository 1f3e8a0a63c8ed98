import type { Notes } from './notes.ts'
import { useNotesStore } from './notes-store.ts'
import { openNotes } from './open-notes.ts'

/**
 * The notes of the chat that is shown. For a panel's setup: it is shown once the chat has been read.
 * @throws Error where no chat is shown
 */
export function useNotes(): Notes {
  return useNotesStore().take(openNotes)
}
