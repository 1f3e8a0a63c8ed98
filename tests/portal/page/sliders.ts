/** The portal's sliders: pages that stack over this one from the right. */
import { computed, shallowReactive, shallowRef, type ComputedRef } from 'vue'
import type { FrameOpening, PageState, Pending, SliderLook } from '../core/frame/exchange.ts'

export type SliderContent =
  | { kind: 'path', url: string }
  | { kind: 'application', opening: FrameOpening }
  | { kind: 'history', dialogId: string }
  /** Over any page but the messenger's own. */
  | { kind: 'messenger' }

export interface Slider {
  id: string
  look: SliderLook
  content: SliderContent
  /** What the app waits for until the slider has closed. */
  pending: Pending | null
}

export interface Sliders {
  /** From bottom to top. */
  readonly stack: readonly Slider[]
  /** The stack, and on top of it what was closed but still has its frame. */
  readonly drawn: ComputedRef<readonly Slider[]>
  /** Opens it and destroys what an earlier one left. */
  open(slider: Slider): void
  /** Closes the slider and all above it, as the portal does, and destroys what an earlier one left. */
  close(id: string): void
  /** Closes it like `close`, but its own frame stays. */
  leave(id: string): void
  /** Puts another frame into the slider that shows the frame `sid`; false when none does. */
  replaceFrame(sid: string, opening: FrameOpening): boolean
  /** As frame commands see them. */
  seen(): PageState['sliders']
}

export function createSliders(options: { onClosed: (pending: Pending) => void }): Sliders {
  const stack = shallowReactive<Slider[]>([])
  const left = shallowRef<Slider | null>(null)

  /** Returns the slider itself; null when it is not open. */
  function close(id: string): Slider | null {
    const index = stack.findIndex(slider => slider.id === id)
    if (index === -1) return null
    const closed = stack.splice(index)
    for (const { pending } of [...closed].reverse()) {
      if (pending !== null) options.onClosed(pending)
    }
    left.value = null
    return closed[0] ?? null
  }

  return {
    stack,
    // the same place in the list as before: a frame that moves in the document would load again
    drawn: computed(() => left.value === null ? stack : [...stack, left.value]),
    open(slider) {
      left.value = null
      stack.push(slider)
    },
    close: (id) => { close(id) },
    leave(id) { left.value = close(id) },
    replaceFrame(sid, opening) {
      const index = stack.findIndex(slider => sidOf(slider) === sid)
      const slider = stack[index]
      if (slider === undefined) return false
      stack[index] = { ...slider, content: { kind: 'application', opening } }
      return true
    },
    seen: () => stack.map(slider => ({ id: slider.id, sid: sidOf(slider) })),
  }
}

function sidOf(slider: Slider): string | null {
  return slider.content.kind === 'application' ? slider.content.opening.sid : null
}
