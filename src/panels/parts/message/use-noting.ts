import { shallowReactive } from 'vue'
import { usePortal } from '../../../bitrix24/index.ts'
import { shorten } from '../../../lib/cut-characters.ts'
import { loadFile } from '../../../lib/with-deadline.ts'
import type { Message } from '../../../messages/message.ts'
import { useMessageView } from '../../../messages/view/use-message-view.ts'
import { LONGEST_TEXT } from '../../../notes/note.ts'
import type { NewLine, Notes } from '../../../notes/notes.ts'
import { useNotesStore } from '../../../notes/notes-store.ts'
import { useTexts } from '../../../texts/texts.ts'
import { isForViewer } from '../is-for-viewer.ts'

type NotedState = 'noting' | 'shared' | 'own' | 'waits' | 'not-kept' | 'full' | 'failed'

export interface Noting {
  /** The notes are for this person. */
  isOffered: boolean
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

  /** Where what is noted goes; null where it could not be asked. */
  async function listOf({ shared, own }: Notes): Promise<'shared' | 'own' | null> {
    await Promise.all([shared.settled(), own.settled()])
    const isUnread = () => shared.state.value.state === 'refused' && shared.state.value.why === 'failed'
    if (isUnread()) await shared.retry()
    if (isUnread()) return null
    return shared.state.value.state === 'ready' ? 'shared' : 'own'
  }

  async function addTo(notes: Notes, name: 'shared' | 'own', line: NewLine): Promise<NotedState> {
    const list = notes[name]
    const added = list.add(line)
    if (added.answer !== 'done') return added.answer === 'full' ? 'full' : 'failed'
    await list.settled()
    const { value } = list.state
    if (value.state === 'ready') return value.waiting === 0 ? name : value.isKept ? 'waits' : 'not-kept'
    if (!list.lines.value.some(({ id, isUnsent }) => id === added.id && isUnsent)) return name
    // the first line of a chat may be what the portal refuses: it does not wait there, and be somewhere else as well
    const deed = list.undoables.value.find(({ lineId }) => lineId === added.id)
    if (deed) list.undo(deed.id)
    return name === 'shared' ? await addTo(notes, 'own', line) : 'failed'
  }

  async function add(notes: Notes, { id }: Message, text: string): Promise<NotedState> {
    const name = await listOf(notes)
    return name ? await addTo(notes, name, { text, kind: 'to-do', messageId: id }) : 'failed'
  }

  return {
    isOffered: isForViewer('notes', usePortal().opening),
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
      if (state === 'not-kept') return t('panels.notes.not-kept')
      return state ? t(`parts.message.note-${state}`) : ''
    },
  }
}
