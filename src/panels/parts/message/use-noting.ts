import { shallowReactive } from 'vue'
import { shorten } from '../../../lib/cut-characters.ts'
import { loadFile } from '../../../lib/with-deadline.ts'
import type { Message } from '../../../messages/message.ts'
import { useMessageView } from '../../../messages/view/use-message-view.ts'
import { LONGEST_TEXT } from '../../../notes/note.ts'
import type { Notes } from '../../../notes/notes.ts'
import { useNotesStore } from '../../../notes/notes-store.ts'
import { useTexts } from '../../../texts/texts.ts'

type NotedState = 'noting' | 'shared' | 'own' | 'waits' | 'full' | 'failed'

export interface Noting {
  /** Adds the message to the shared notes, where there are none to the private ones, with the way back. */
  note(message: Message): Promise<void>
  /** What came of it, in words; `''` for nothing. */
  toldOf(messageId: number): string
}

/** Messages that become lines of the chat's notes. Nothing of notes is loaded or asked for before that. */
export function useNoting(): Noting {
  const { t } = useTexts()
  const { textOf } = useMessageView()
  const store = useNotesStore()
  const states = shallowReactive(new Map<number, NotedState>())

  async function add(notes: Notes, { id }: Message, text: string): Promise<NotedState> {
    await Promise.all([notes.shared.settled(), notes.own.settled()])
    const name = notes.shared.state.value.state === 'ready' ? 'shared' : 'own'
    const list = notes[name]
    const { answer } = list.add({ text, kind: 'to-do', messageId: id })
    if (answer !== 'done') return answer === 'full' ? 'full' : 'failed'
    await list.settled()
    return list.state.value.state === 'ready' && list.state.value.waiting > 0 ? 'waits' : name
  }

  return {
    async note(message) {
      if (states.get(message.id) === 'noting') return
      states.set(message.id, 'noting')
      try {
        const { openNotes } = await loadFile(() => import('../../../notes/open-notes.ts'))
        states.set(message.id, await add(store.take(openNotes), message, shorten(textOf(message), LONGEST_TEXT - 1)))
      } catch {
        states.set(message.id, 'failed') // the file did not come
      }
    },
    toldOf(messageId) {
      const state = states.get(messageId)
      return state ? t(`parts.message.note-${state}`) : ''
    },
  }
}
