import { inject, type InjectionKey } from 'vue'
import { usePortal } from '../bitrix24/index.ts'

/** Where somebody was in a part of this app beside a chat: filters, scroll, half-typed text. */
export interface Place {
  /** What was kept, as unknown as anything from outside; undefined when nothing was. */
  read(): unknown
  /** Replaces what was kept; undefined forgets it. What is no JSON or too long is not kept. */
  keep(value: unknown): void
}

/** Which place: portal, chat, part. */
export interface PlaceOptions {
  /** Of the portal, so that two portals in one browser keep apart. */
  memberId: string
  /** Dialog id as text. */
  dialogId: string
  /** Which part, for example a panel's id. */
  part: string
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
}

/** A place is a handful of settings; more is a mistake that would fill the storage. */
const LONGEST = 10_000

/** The browser's storage for this session; null where it is closed, as in a frame whose cookies are blocked. */
function sessionStorageOf(page: Window): Storage | null {
  try {
    return page.sessionStorage
  } catch {
    return null // a place that is not kept is a small loss
  }
}

/**
 * The portal destroys our frame whenever the sidebar closes, so where somebody was is kept for the browser's session, under portal and
 * chat. Never throws.
 */
export function openPlace({ memberId, dialogId, part, storage = sessionStorageOf(window) }: PlaceOptions): Place {
  const key = `chatside place ${JSON.stringify([memberId, dialogId, part])}`
  return {
    read() {
      try {
        const text = storage?.getItem(key) ?? null
        return text === null || text.length > LONGEST ? undefined : JSON.parse(text)
      } catch {
        return undefined // somebody else's text under our key
      }
    },
    keep(value) {
      try {
        const text = value === undefined ? undefined : JSON.stringify(value)
        if (text === undefined || text.length > LONGEST) storage?.removeItem(key)
        else storage?.setItem(key, text)
      } catch {
        return // full, or not to be written as JSON: the place is not kept
      }
    },
  }
}

/** The chat beside us, for places; provided by the sidebar's screen. */
export const placeKey: InjectionKey<string> = Symbol('place')

/** The place of a part in the chat beside us. Outside of a chat it belongs to none. */
export function usePlace(part: string): Place {
  return openPlace({ memberId: usePortal().opening.memberId, dialogId: inject(placeKey, ''), part })
}
