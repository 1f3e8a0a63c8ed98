import { defineStore } from 'pinia'
import { onScopeDispose, shallowReactive, watch } from 'vue'
import { type PortalError, usePortal } from '../bitrix24/index.ts'
import { useChatStore } from '../chat/chat-store.ts'
import { useLeftChat } from '../chat/left-chat.ts'
import { useLive } from '../chat/live/live-store.ts'
import type { LineId, NoteLine } from './note.ts'
import type { Answer, Notes } from './notes.ts'
import type { openNotes } from './open-notes.ts'

export type TaskOutcome =
  | { state: 'made', taskId: number }
  /** No answer, or none that says whether it was made. */
  | { state: 'unknown' }
  /** None was made; `error` is null where the notes themselves say why. */
  | { state: 'failed', error: PortalError | null }

export type TaskTold = TaskOutcome & {
  /** As it was agreed to. */
  line: NoteLine
  /** Whether the line was there then to say it. */
  answer: Answer
}

/** What came of the last asking for a task of a line. */
export type TaskMaking =
  | { state: 'making' }
  /** None was made: the line says something else by now than what was agreed to. */
  | { state: 'changed' }
  | TaskTold

/**
 * The notes of the chat beside us, opened when they are first asked for and then one for all of the page. Whoever asks brings what opens
 * them: panels that only add a message to the notes load that when somebody does it.
 */
export const useNotesStore = defineStore('notes', () => {
  const portal = usePortal()
  const store = useChatStore()
  const left = useLeftChat()
  let notes: Notes | null = null
  useLive().follow(({ areMembersNew }) => notes?.look(areMembersNew))
  onScopeDispose(() => notes?.close())
  // whoever has left may still have rights on the notes, and asks for nothing more
  watch(() => left.hasLeft, () => notes?.close())

  return {
    /** By line of either list: who asked may be in another panel when the answer comes. */
    taskMakings: shallowReactive(new Map<LineId, TaskMaking>()),
    /** @throws Error where no chat is shown, and for who has left it */
    take(open: typeof openNotes): Notes {
      if (store.chat.state !== 'ready' || left.hasLeft) throw new Error('Notes need a chat that has been read')
      notes ??= open({ portal, chat: store.chat.overview })
      return notes
    },
  }
})
