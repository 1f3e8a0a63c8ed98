import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { sessionStorageOf } from '../lib/browser/session-storage.ts'
import { createUnsealer, fromHex, type Unsealer } from '../lib/browser/unsealing.ts'
import { loadFile } from '../lib/with-deadline.ts'
import type { DeviceKey } from './device-key.ts'

/** Where somebody was in a part of this app beside a chat: filters, scroll, half-typed text. */
export interface Draft {
  /** What was kept, as unknown as anything from outside; undefined when nothing was. */
  read(): unknown
  /** Replaces what was kept; undefined forgets it. False where it is no JSON or too long: then nothing is kept. */
  keep(value: unknown): boolean
}

/** JSON of what a part keeps; null when it keeps nothing. */
export type Kept = string | null

/** All drafts beside one chat. */
export interface Drafts {
  of(part: string): Draft
  /** What this page has kept so far, for a page that shows the same chat. */
  kept(): ReadonlyMap<string, Kept>
  /** Takes over what such a page kept. What is too long is nothing. */
  take(part: string, text: Kept): void
  /** Tells of everything that this page keeps from now on. */
  follow(listener: (part: string, text: Kept) => void): void
  /** Of what the browser's storage took, it has the newest: for a page that kept more there and had no other way to tell. Never rejects. */
  lookAgain(): Promise<void>
  /** Settles when what the storage has was opened, as far as there is a key: whoever draws waits for it. Never rejects. */
  readonly opened: Promise<void>
  /** Whose they are; null while nobody knows: nothing comes from the browser's storage then, and nothing goes there. */
  readonly owner: Readonly<ShallowRef<number | null>>
  /** What this page has kept before is this person's; what is kept of somebody else is let go. */
  belongTo(personId: number): void
  /** Forgets what this page has. */
  forget(): void
}

/** Which drafts: portal and chat. */
export interface DraftsOptions {
  /** Of the portal, as the guard checked it, so that two portals in one browser keep apart whatever they say of themselves. */
  origin: string
  /** Dialog id as text. */
  dialogId: string
  /** Whose drafts come from the browser's storage, and with what they are encrypted there; null while there is none: nothing goes there then. */
  key?: () => DeviceKey | null
  storage?: DraftStorage | null
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** A draft is a handful of settings and what is half typed, twice where it is to be compared; more would fill the storage. */
const LONGEST = 20_000

/** What the names of all drafts in the storage begin with. */
export const DRAFT_NAMES = 'chatside draft '
/** For what they are sealed. */
export const DRAFTS = 'drafts'

/** What the names of the drafts beside a chat begin with. */
export async function namesOf({ nameOf }: Pick<Unsealer, 'nameOf'>, where: readonly string[]): Promise<string> {
  return `${DRAFT_NAMES}${await nameOf(where)} `
}

/**
 * The portal destroys our frame whenever the sidebar closes, so where somebody was is kept for the browser's session, encrypted, under
 * names that tell neither portal, person nor chat; and in this page, for browsers that let a frame store nothing. Never throws.
 */
export function createDrafts({ origin, dialogId, key = () => null, storage = sessionStorageOf() }: DraftsOptions): Drafts {
  const where = [origin, dialogId]
  const memory = new Map<string, Kept>()
  /** Kept here, and not in the storage yet. */
  const waiting = new Set<string>()
  const listeners: ((part: string, text: Kept) => void)[] = []
  const owner = shallowRef<number | null>(null)
  /** What the storage had of the person of the key. */
  let found = new Map<string, string>()
  const opened = open()
  let writing = opened
  let rounds = 0

  async function open(): Promise<void> {
    try {
      const texts = new Map<string, string>()
      const known = key()
      const names = Array.from({ length: storage?.length ?? 0 }, (_unused, index) => storage?.key(index) ?? '').filter(name => name.startsWith(DRAFT_NAMES))
      // mostly there are none, and what opens them takes its time
      const unsealer = storage && known && names.length > 0 ? await createUnsealer(known.secret, DRAFTS) : null
      const beginning = unsealer ? await namesOf(unsealer, where) : ''
      for (const name of unsealer ? names : []) {
        const bytes = name.startsWith(beginning) ? await unsealer?.open(name, fromHex(storage?.getItem(name) ?? '').buffer) : null
        if (!bytes) continue
        const [part, text] = JSON.parse(new TextDecoder().decode(bytes)) as [string, string] // nobody else can have sealed it
        texts.set(part, text)
      }
      found = texts
    } catch {
      return // closed: there is nothing
    }
  }

  function take(part: string, text: Kept): void {
    memory.set(part, text !== null && text.length <= LONGEST ? text : null)
    waiting.add(part)
    writeSoon()
  }

  function writeSoon(): void {
    writing = writing.then(write).catch(() => undefined) // full, or closed since: this page still has it
  }

  async function write(): Promise<void> {
    const known = key()
    if (!storage || !known || waiting.size === 0 || known.personId !== owner.value) return
    const round = rounds
    const { keepDrafts } = await loadFile(() => import('./draft-keeper.ts'))
    await keepDrafts({ storage, secret: known.secret, where, texts: memory, waiting, isWanted: () => round === rounds })
  }

  function textOf(part: string): Kept {
    const texts = memory.has(part) ? memory : key()?.personId === owner.value ? found : null
    return texts?.get(part) ?? null
  }

  function belongTo(personId: number): void {
    if (owner.value === personId) return
    if (owner.value !== null) forgetMemory()
    owner.value = personId
    writeSoon()
  }

  function forgetMemory(): void {
    memory.clear()
    waiting.clear()
    rounds += 1
  }

  return {
    of: part => ({
      read() {
        try {
          return JSON.parse(textOf(part) ?? '')
        } catch {
          return undefined // nothing, or another page's text that is no JSON
        }
      },
      keep(value) {
        take(part, toJson(value))
        const text = memory.get(part) ?? null
        for (const listener of listeners) listener(part, text)
        return text !== null || value === undefined
      },
    }),
    kept: () => memory,
    take,
    follow: (listener) => { listeners.push(listener) },
    async lookAgain() {
      await writing
      await open()
      for (const part of [...memory.keys()]) if (!waiting.has(part)) memory.delete(part)
    },
    opened,
    owner,
    belongTo,
    forget() {
      forgetMemory()
      found.clear()
    },
  }
}

/** Null for what cannot be written as JSON: it is not kept. */
function toJson(value: unknown): Kept {
  try {
    return JSON.stringify(value) ?? null // of nothing it makes undefined, whatever its type says
  } catch {
    return null
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
