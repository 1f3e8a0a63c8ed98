import { inject, type InjectionKey } from 'vue'

/** Where somebody was in a part of this app beside a chat: filters, scroll, half-typed text. */
export interface Place {
  /** What was kept, as unknown as anything from outside; undefined when nothing was. */
  read(): unknown
  /** Replaces what was kept; undefined forgets it. What is no JSON or too long is not kept. */
  keep(value: unknown): void
}

/** JSON of what a part keeps; null when it keeps nothing. */
type Kept = string | null

/** All places beside one chat. */
export interface Places {
  of(part: string): Place
  /** What this page has kept so far, for a page that shows the same chat. */
  kept(): ReadonlyMap<string, Kept>
  /** Takes over what such a page kept. What is too long is nothing. */
  take(part: string, text: Kept): void
  /** Tells of everything that this page keeps from now on. */
  follow(listener: (part: string, text: Kept) => void): void
}

/** Whose places: portal and chat. */
export interface PlacesOptions {
  /** Of the portal, so that two portals in one browser keep apart. */
  memberId: string
  /** Dialog id as text. */
  dialogId: string
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
 * chat; and in this page, for browsers that let a frame store nothing. Never throws.
 */
export function createPlaces({ memberId, dialogId, storage = sessionStorageOf(window) }: PlacesOptions): Places {
  const memory = new Map<string, Kept>()
  const listeners: ((part: string, text: Kept) => void)[] = []

  function take(part: string, text: Kept): void {
    const kept = text !== null && text.length <= LONGEST ? text : null
    memory.set(part, kept)
    try {
      if (kept === null) storage?.removeItem(keyOf(part))
      else storage?.setItem(keyOf(part), kept)
    } catch {
      return // full, or closed since: this page still has it
    }
  }

  function textOf(part: string): Kept {
    const text = memory.get(part)
    return text === undefined ? storage?.getItem(keyOf(part)) ?? null : text
  }

  const keyOf = (part: string): string => `chatside place ${JSON.stringify([memberId, dialogId, part])}`

  return {
    of: part => ({
      read() {
        try {
          const text = textOf(part)
          return text === null || text.length > LONGEST ? undefined : JSON.parse(text)
        } catch {
          return undefined // somebody else's text under our key
        }
      },
      keep(value) {
        take(part, toText(value))
        for (const listener of listeners) listener(part, memory.get(part) ?? null)
      },
    }),
    kept: () => memory,
    take,
    follow: (listener) => { listeners.push(listener) },
  }
}

function toText(value: unknown): Kept {
  try {
    return value === undefined ? null : JSON.stringify(value)
  } catch {
    return null // not to be written as JSON: the place is not kept
  }
}

/** Provided by the screens that show a chat. */
export const placesKey: InjectionKey<Places> = Symbol('places')

/** The places beside the chat that this page is about. Where no chat is shown they belong to none, and end with the component. */
export function usePlaces(): Places {
  return inject(placesKey, () => createPlaces({ memberId: '', dialogId: '', storage: null }), true)
}

/** The place of a part beside the chat that this page is about; a panel's part is its id. */
export function usePlace(part: string): Place {
  return usePlaces().of(part)
}
