import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { sessionStorageOf } from '../lib/browser/session-storage.ts'

/** Where somebody was in a part of this app beside a chat: filters, scroll, half-typed text. */
export interface Draft {
  /** What was kept, as unknown as anything from outside; undefined when nothing was. */
  read(): unknown
  /** Replaces what was kept; undefined forgets it. What is no JSON or too long is not kept. */
  keep(value: unknown): void
}

/** JSON of what a part keeps; null when it keeps nothing. */
type Kept = string | null

/** All drafts beside one chat. */
export interface Drafts {
  of(part: string): Draft
  /** What this page has kept so far, for a page that shows the same chat. */
  kept(): ReadonlyMap<string, Kept>
  /** Takes over what such a page kept. What is too long is nothing. */
  take(part: string, text: Kept): void
  /** Tells of everything that this page keeps from now on. */
  follow(listener: (part: string, text: Kept) => void): void
  /** Of what the browser's storage took, it has the newest: for a page that kept more there and had no other way to tell. */
  lookAgain(): void
  /** Whose they are; null while nobody knows: nothing comes from the browser's storage then, and nothing goes there. */
  readonly owner: Readonly<ShallowRef<number | null>>
  /** What this page has kept before is this person's; what is kept of somebody else is let go. */
  belongTo(personId: number): void
  /** Forgets the drafts of every chat and person, here and in the browser's storage. */
  forgetAll(): void
}

/** Which drafts: portal and chat. */
export interface DraftsOptions {
  /** Of the portal, as the guard checked it, so that two portals in one browser keep apart whatever they say of themselves. */
  origin: string
  /** Dialog id as text. */
  dialogId: string
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null
}

/** A draft is a handful of settings; more is a mistake that would fill the storage. */
const LONGEST = 10_000

const PREFIX = 'chatside draft '

/**
 * The portal destroys our frame whenever the sidebar closes, so where somebody was is kept for the browser's session, under portal,
 * person and chat; and in this page, for browsers that let a frame store nothing. Never throws.
 */
export function createDrafts({ origin, dialogId, storage = sessionStorageOf() }: DraftsOptions): Drafts {
  const memory = new Map<string, Kept>()
  const stored = new Set<string>()
  const listeners: ((part: string, text: Kept) => void)[] = []
  const owner = shallowRef<number | null>(null)

  function take(part: string, text: Kept): void {
    const kept = text !== null && text.length <= LONGEST ? text : null
    memory.set(part, kept)
    store(part, kept)
  }

  function store(part: string, kept: Kept): void {
    if (owner.value === null || !storage) return
    try {
      if (kept === null) storage.removeItem(keyOf(part))
      else storage.setItem(keyOf(part), kept)
      stored.add(part)
    } catch {
      stored.delete(part) // full, or closed since: this page still has it
    }
  }

  function textOf(part: string): Kept {
    const text = memory.get(part)
    if (text !== undefined) return text
    return owner.value === null ? null : storage?.getItem(keyOf(part)) ?? null
  }

  const keyOf = (part: string): string => `${PREFIX}${JSON.stringify([origin, owner.value, dialogId, part])}`

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
    lookAgain() {
      for (const part of stored) memory.delete(part)
    },
    owner,
    belongTo(personId) {
      if (owner.value === personId) return
      if (owner.value !== null) memory.clear()
      owner.value = personId
      for (const [part, text] of memory) store(part, text)
    },
    forgetAll() {
      memory.clear()
      try {
        const keys = Array.from({ length: storage?.length ?? 0 }, (_unused, index) => storage?.key(index) ?? '')
        for (const key of keys) if (key.startsWith(PREFIX)) storage?.removeItem(key)
      } catch {
        return // closed: there is nothing to forget
      }
    },
  }
}

function toText(value: unknown): Kept {
  try {
    return value === undefined ? null : JSON.stringify(value)
  } catch {
    return null // not to be written as JSON: the draft is not kept
  }
}

/** Provided by the screens that show a chat. */
export const draftsKey: InjectionKey<Drafts> = Symbol('drafts')

/** The drafts beside the chat that this page is about. Where no chat is shown they belong to none, and end with the component. */
export function useDrafts(): Drafts {
  return inject(draftsKey, () => createDrafts({ origin: '', dialogId: '', storage: null }), true)
}

/** The draft of a part beside the chat that this page is about; a panel's part is its id. */
export function useDraft(part: string): Draft {
  return useDrafts().of(part)
}
