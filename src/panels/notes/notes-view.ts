/** What somebody chose to see of the notes, and what is half typed: kept as the panel's draft, so it is parsed when it comes back. */
import { isRecord } from '../../lib/is-record.ts'
import type { LineKind } from '../../notes/note.ts'

export const LISTS = ['shared', 'own'] as const

export type ListName = typeof LISTS[number]

export interface NotesView {
  list: ListName
  /** Of the line that is about to be added, in each list. */
  text: Record<ListName, string>
  kind: LineKind
  query: string
  /** Lines that are being changed, by their ids. */
  edits: Record<string, LineEdit>
}

/** The text of a line that is being changed. */
export interface LineEdit {
  list: ListName
  /** What stood there when it was begun, or when it was last shown what others made of it. */
  base: string
  text: string
}

/** Never throws: what is no choice of ours is the one that shows everything. */
export function parseNotesView(kept: unknown): NotesView {
  const { list, text, kind, query, edits } = isRecord(kept) ? kept : {}
  const texts = isRecord(text) ? text : {}
  return {
    list: toList(list),
    text: { shared: toText(texts['shared']), own: toText(texts['own']) },
    kind: kind === 'text' ? 'text' : 'to-do',
    query: toText(query).slice(0, 100),
    edits: Object.fromEntries(Object.entries(isRecord(edits) ? edits : {}).flatMap(([id, edit]) => (
      isRecord(edit) ? [[id, { list: toList(edit['list']), base: toText(edit['base']), text: toText(edit['text']) }]] : []
    ))),
  }
}

const toList = (value: unknown): ListName => value === 'own' ? 'own' : 'shared'

const toText = (value: unknown): string => typeof value === 'string' ? value : ''
