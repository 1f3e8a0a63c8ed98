/** What somebody did to a list of notes here, for as long as it can be taken back. */
import type { Portal } from '../bitrix24/index.ts'
import { keptDeeds } from '../chat/kept-deeds.ts'
import { isRecord } from '../lib/is-record.ts'
import { createUndoStack, type DeedKeeper, type UndoStack } from '../lib/undo-stack.ts'
import { decodeLine, encodeLine } from './line-codec.ts'
import { contentOf, isSameContent, type LineContent, type LineVersion, mergeContent, removedContent } from './line-version.ts'
import type { LineId } from './note.ts'
import { DEED_KINDS, type Undoable } from './notes.ts'

export interface Deed extends Pick<Undoable, 'kind' | 'lineId'> {
  /** Null: it was not there. */
  before: LineContent | null
  after: LineContent
}

export interface Deeds {
  readonly undoables: UndoStack<Deed>['deeds']
  note(deed: Deed): void
  /** What the line says once the deed is taken back; `changed` where somebody changed the same since; null for no such deed. */
  takeBack(id: string, current: (lineId: LineId) => LineVersion | null): { lineId: LineId, content: LineContent } | 'changed' | null
  settled: UndoStack<Deed>['settled']
  close(): void
}

/** On this device, of one list of one chat, for this person. */
export function deedsOfNotes({ portal, chatId, list }: { portal: Portal, chatId: number, list: 'own' | 'shared' }): DeedKeeper<Deed> {
  return keptDeeds({ portal, name: ['notes', list, chatId], write: toKept, read: toDeed })
}

export function createDeeds(options: { now?: () => number, keeper?: DeedKeeper<Deed> } = {}): Deeds {
  const { deeds, note, find, drop, settled, close } = createUndoStack<Deed>(options)
  return {
    undoables: deeds,
    note: ({ before, after, ...deed }) => note({ ...deed, before: before && contentOf(before), after: contentOf(after) }),
    takeBack(id, current) {
      const deed = find(id)
      if (!deed) return null
      const { lineId } = deed
      const content = contentTakenBack(deed, current(lineId))
      if (!content) return 'changed'
      drop(id)
      return { lineId, content }
    },
    settled,
    close,
  }
}

const toLine = (lineId: LineId, content: LineContent): string => encodeLine({ ...content, id: lineId, revision: '0', past: [], by: null })

function toKept({ kind, lineId, before, after }: Deed): unknown {
  return { kind, before: before && toLine(lineId, before), after: toLine(lineId, after) }
}

function toDeed(kept: unknown): Deed | null {
  if (!isRecord(kept)) return null
  const kind = DEED_KINDS.find(one => one === kept['kind'])
  const after = decodeLine(kept['after'], null)
  const before = kept['before'] === null ? null : decodeLine(kept['before'], null)
  const isWhole = kept['before'] === null || (before !== null && before.id === after?.id)
  return kind && after && isWhole ? { kind, lineId: after.id, before: before && contentOf(before), after: contentOf(after) } : null
}

/** Null where what was done is not there any more in that form. */
function contentTakenBack({ before, after }: Deed, there: LineVersion | null): LineContent | null {
  if (before === null) return there && isSameContent({ ...after, order: there.order }, there) ? removedContent(there.order) : null
  const isThere = there !== null && !there.isRemoved
  if (after.isRemoved) return isThere ? null : { ...before, wasRemoved: false }
  if (!isThere) return null
  const merged = mergeContent(after, { ...there, ...before }, there)
  // only what was done goes back: a text that cannot be joined stays as others have made it
  return merged.conflict.some(({ text }) => ![...there.conflict, ...before.conflict].some(other => other.text === text)) ? null : merged
}
