import { expect } from 'vitest'
import type { LineId, NoteLine } from '../../src/notes/note.ts'
import { type OpenedList, openNotesList } from '../../src/notes/notes-list.ts'
import type { WaitingLine } from '../../src/notes/replica.ts'
import type { aNoteStorage } from './a-note-storage.ts'

/** Where people open lists of lines one after another, and what waits is kept for each of them. */
export function aNotesDevice() {
  const opened: OpenedList[] = []
  const kept = new Map<number, readonly WaitingLine[]>()
  return {
    kept,
    async open({ storage }: ReturnType<typeof aNoteStorage>, viewerId = 1, onWritten?: () => void): Promise<OpenedList> {
      const list = openNotesList({
        storage, viewerId, ...onWritten ? { onWritten } : {},
        waiting: {
          read: async () => structuredClone(kept.get(viewerId) ?? []),
          keep: async (lines) => {
            kept.set(viewerId, structuredClone(lines))
            return true
          },
        },
      })
      opened.push(list)
      await list.settled()
      return list
    },
    close: () => opened.forEach(list => list.close()),
  }
}

export async function add(list: OpenedList, text: string): Promise<LineId> {
  const added = list.add({ text })
  await list.settled()
  return added.answer === 'done' ? added.id : expect.fail(added.answer)
}

export const texts = (list: OpenedList): string[] => list.lines.value.map(({ text }) => text)
export const only = (list: OpenedList): NoteLine => list.lines.value[0] ?? expect.fail('no line')
