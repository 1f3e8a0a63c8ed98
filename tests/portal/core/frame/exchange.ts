/** The shapes that cross the border of the frame side: an opening, a window message in, effects out. */

/** Everything the portal's page needs to create one frame. */
export interface FrameOpening {
  sid: string
  /** `iframe.id` */
  id: string
  /** `iframe.name`: `host|protocol|sid`, the middle part `1` for https. */
  name: string
  /** Address with the query fields that the portal adds. */
  action: string
  /** `POST` submits a hidden form into the frame; `GET` (apps stored in the portal) assigns `action` to `src`. */
  method: 'POST' | 'GET'
  /** Fields of the form in order; empty for GET. */
  fields: [name: string, value: string][]
  placement: string
  /** Heading of the panel or slider, in the viewer's language. */
  title: string
}

/** What the portal's page shows instead of a frame. */
export interface OpeningRefused {
  refused: 'not-installed' | 'no-access' | 'no-such-item'
  /** The sentence a person would read there. */
  text: string
}

/** What an `IM_SIDEBAR` registration looks like in the *Applications* block. */
export interface SidebarItem {
  bindingId: number
  title: string
  /** Font Awesome 4 class, for example `fa-users`. */
  iconName: string
  /** `#rrggbb` */
  color: string
}

/** The page that an item of the mobile app opens. */
export const MOBILE_PATH = '/mobile/marketplace/'

/** An item of the *Apps* menu in the mobile app: all look the same. */
export interface MobileItem {
  title: string
  /** Path and query of the page that it opens. */
  address: string
}

/** A `message` event as the portal's page received it. */
export interface FrameEvent {
  origin: string
  data: unknown
}

/** What only the page knows at that moment. */
export interface PageState {
  viewerId: number
  /** Dialog id of the chat that is open now, null when none is. */
  openDialogId: string | null
  /** Text in the message input, null when there is no input (for example no right to write). */
  textarea: string | null
  /** True in the mobile app, where `openPath` is refused and the messenger's input field does not answer. */
  isMobile: boolean
  /** Sliders from bottom to top. */
  sliders: { id: string, sid: string | null }[]
}

/** Handle of a command that the page must finish: pass it to `complete` with the answer. */
export type Pending = string

export interface SliderLook {
  title: string
  width: number | null
  leftBoundary: number | null
  label: { text: string, color: string, bgColor: string } | null
}

export type FrameEffect =
  /** `iframe.contentWindow.postMessage(data, origin)` in the frame with this sid. */
  | { kind: 'post', sid: string, origin: string, data: string, delayMs: number }
  /** Set the container's inline size (null leaves it), measure it, complete with `{ width, height }`. */
  | { kind: 'resize', sid: string, width: number | '100%' | null, height: number | null, pending: Pending }
  | { kind: 'set-title', sid: string, title: string }
  | { kind: 'scroll', sid: string, scroll: number }
  | { kind: 'reload-page' }
  | { kind: 'alert', text: string }
  /** A slider with a page of the portal; complete with null when it has closed, unless nobody waits. */
  | { kind: 'open-path', sliderId: string, url: string, pending: Pending | null }
  /** A slider with another frame of the app; complete with null when it has closed. */
  | { kind: 'open-application', sliderId: string, opening: FrameOpening, look: SliderLook, pending: Pending }
  /** Close it and complete; `pending: null` closes it, leaves the frame in it alive, and completes nothing. */
  | { kind: 'close-slider', sliderId: string, pending: Pending | null }
  /** A portal dialog; complete with the selection, never on cancel. */
  | { kind: 'select', what: 'user' | 'users' | 'access' | 'crm', params: Record<string, unknown>, pending: Pending }
  | { kind: 'open-messenger', dialogId: string }
  | { kind: 'open-history', dialogId: string }
  | { kind: 'call', personId: number, isVideo: boolean }
  | { kind: 'phone', number: string }
  | { kind: 'set-textarea', dialogId: string, text: string }
  /** The installation is finished: the page reloads what shows the app. */
  | { kind: 'installed', sid: string, isFinished: boolean }
