/** The app frames that are on the page now. */
import { shallowReactive } from 'vue'
import type { FrameOpening } from '../core/frame/exchange.ts'
import type { Control } from './control.ts'

export interface FrameHandle {
  frame: HTMLIFrameElement
  /** The layout container whose size `resizeWindow` sets. */
  container: HTMLElement
}

export interface Frames {
  add(sid: string, handle: FrameHandle): void
  /** The frame's element is going away; the portal forgets its sid. */
  remove(sid: string): void
  of(sid: string): FrameHandle | undefined
  setTitle(sid: string, title: string): void
  /** The heading over a frame: what the app set, else what the portal opened it with. */
  titleOf(opening: FrameOpening): string
}

export function createFrames(control: Control): Frames {
  const handles = new Map<string, FrameHandle>()
  const titles = shallowReactive(new Map<string, string>())
  return {
    add(sid, handle) { handles.set(sid, handle) },
    remove(sid) {
      handles.delete(sid)
      titles.delete(sid)
      // A world that was replaced has forgotten the frame already.
      control.ask('POST close-frame', { sid }).catch(() => undefined)
    },
    of: sid => handles.get(sid),
    setTitle(sid, title) { titles.set(sid, title) },
    titleOf: opening => titles.get(opening.sid) ?? opening.title,
  }
}
