import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { LineId } from '../../notes/note.ts'
import type { Place } from '../../notes/notes.ts'

interface Target {
  id: string
  side: 'before' | 'after'
}

interface DragOptions {
  /** Its rows have `data-line`. */
  list: Readonly<ShallowRef<HTMLElement | null>>
  onDrop: (id: LineId, place: Place) => void
}

interface Drag {
  dragged: Readonly<ShallowRef<LineId | null>>
  /** Where it would be let go. */
  target: Readonly<ShallowRef<Target | null>>
  /** A handle was pressed. */
  begin(id: LineId, event: PointerEvent): void
}

/** Lines that are moved by a mouse, a finger or a pen; the browser's own dragging knows no fingers. Escape leaves everything where it was. */
export function useDrag({ list, onDrop }: DragOptions): Drag {
  const dragged = shallowRef<LineId | null>(null)
  const target = shallowRef<Target | null>(null)
  let ends = new AbortController()

  function end(): void {
    ends.abort()
    dragged.value = null
    target.value = null
  }

  function targetAt(y: number): Target | null {
    const rows = [...list.value?.querySelectorAll<HTMLElement>('[data-line]') ?? []]
    const row = rows.find(one => one.getBoundingClientRect().bottom > y) ?? rows.at(-1)
    if (!row) return null
    const { top, height } = row.getBoundingClientRect()
    return { id: row.dataset['line'] ?? '', side: y < top + height / 2 ? 'before' : 'after' }
  }

  function drop(): void {
    const [id, place] = [dragged.value, target.value]
    end()
    if (id === null || !place || place.id === id) return
    const beside = place.id as LineId // a row of the list
    onDrop(id, place.side === 'before' ? { before: beside } : { after: beside })
  }

  onScopeDispose(end)

  return {
    dragged,
    target,
    begin(id, event) {
      const { button, pointerId, currentTarget } = event
      if (button !== 0 || !(currentTarget instanceof HTMLElement)) return
      event.preventDefault()
      end()
      ends = new AbortController()
      const { signal } = ends
      currentTarget.setPointerCapture(pointerId)
      dragged.value = id
      // a second finger on the handle, or a mouse over it, is none of it
      currentTarget.addEventListener('pointermove', (moved) => {
        if (moved.pointerId === pointerId) target.value = targetAt(moved.clientY)
      }, { signal })
      currentTarget.addEventListener('pointerup', lifted => lifted.pointerId === pointerId && drop(), { signal })
      // also where somebody else moves or deletes the line meanwhile: its handle then hears nothing more
      document.addEventListener('lostpointercapture', lost => lost.pointerId === pointerId && end(), { signal })
      // before whatever has the focus: there it would give up what is typed, and it would close the slider around the panel
      document.addEventListener('keydown', (keyEvent) => {
        if (keyEvent.key !== 'Escape') return
        keyEvent.preventDefault()
        keyEvent.stopPropagation()
        end()
      }, { signal, capture: true })
    },
  }
}
