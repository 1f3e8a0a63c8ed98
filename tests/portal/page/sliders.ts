/** The portal's sliders: pages that stack over this one from the right. */
import { shallowReactive } from 'vue'
import type { FrameOpening, PageState, Pending, SliderLook } from '../core/frame/exchange.ts'

export type SliderContent =
  | { kind: 'path', url: string }
  | { kind: 'application', opening: FrameOpening }
  | { kind: 'history', dialogId: string }

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
  open(slider: Slider): void
  /** Closes the slider and all above it, as the portal does. */
  close(id: string): void
  /** Puts another frame into the slider that shows the frame `sid`; false when none does. */
  replaceFrame(sid: string, opening: FrameOpening): boolean
  /** As frame commands see them. */
  seen(): PageState['sliders']
}

export function createSliders(options: { onClosed: (pending: Pending) => void }): Sliders {
  const stack = shallowReactive<Slider[]>([])
  return {
    stack,
    open(slider) { stack.push(slider) },
    close(id) {
      const index = stack.findIndex(slider => slider.id === id)
      if (index === -1) return
      for (const { pending } of stack.splice(index).reverse()) {
        if (pending !== null) options.onClosed(pending)
      }
    },
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
