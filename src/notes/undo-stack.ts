/** What this page did to a list, for as long as it can be taken back. */
import { shallowRef, type ShallowRef } from 'vue'
import { contentOf, isSameContent, type LineContent, type LineVersion, mergeContent, removedContent } from './line-version.ts'
import type { LineId } from './note.ts'
import type { Undoable } from './notes.ts'

const KEPT_FOR = 10 * 60_000
const MOST = 100

export interface Deeds {
  readonly undoables: Readonly<ShallowRef<readonly Undoable[]>>
  /** `before` null: it was not there. */
  note(kind: Undoable['kind'], lineId: LineId, before: LineContent | null, after: LineContent): void
  /** What the line says once the deed is taken back; `changed` where somebody changed the same since; null for no such deed. */
  takeBack(id: string, current: (lineId: LineId) => LineVersion | null): { lineId: LineId, content: LineContent } | 'changed' | null
  close(): void
}

interface Deed extends Undoable {
  before: LineContent | null
  after: LineContent
}

export function createDeeds({ now = Date.now }: { now?: () => number } = {}): Deeds {
  const undoables = shallowRef<readonly Deed[]>([])
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(deeds: readonly Deed[]): void {
    undoables.value = deeds.filter(({ until }) => until > now()).slice(0, MOST)
    clearTimeout(timer)
    const oldest = undoables.value.at(-1)
    if (oldest) timer = setTimeout(() => show(undoables.value), Math.max(0, oldest.until - now()) + 1)
  }

  return {
    undoables,
    note(kind, lineId, before, after) {
      count += 1
      show([{ id: String(count), kind, lineId, until: now() + KEPT_FOR, before: before && contentOf(before), after: contentOf(after) }, ...undoables.value])
    },
    takeBack(id, current) {
      const deed = undoables.value.find(one => one.id === id && one.until > now())
      if (!deed) return null
      const there = current(deed.lineId)
      const content = contentTakenBack(deed, there)
      if (content) show(undoables.value.filter(one => one !== deed))
      return content ? { lineId: deed.lineId, content } : 'changed'
    },
    close() {
      clearTimeout(timer)
      undoables.value = []
    },
  }
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
