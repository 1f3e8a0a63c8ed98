import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import { createSealer, type Sealer } from '../lib/browser/sealing.ts'
import { sessionStorageOf } from '../lib/browser/session-storage.ts'
import type { DeviceKey } from './device-key.ts'

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
  /** Of what the browser's storage took, it has the newest: for a page that kept more there and had no other way to tell. Never rejects. */
  lookAgain(): Promise<void>
  /** Settles when what the storage has was opened, as far as there is a key; null once it was. Never rejects. */
  readonly opened: Promise<void> | null
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
  /** Whose drafts come from the browser's storage, and with what they are encrypted there; null while there is none: nothing goes there then. */
  key?: () => DeviceKey | null
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null
}

/** A draft is a handful of settings; more is a mistake that would fill the storage. */
const LONGEST = 10_000

const PREFIX = 'chatside draft '
/** Sealed drafts are as long as a multiple of it. */
const ROUND = 2_048

/**
 * The portal destroys our frame whenever the sidebar closes, so where somebody was is kept for the browser's session, encrypted, under
 * names that tell neither portal, person nor chat; and in this page, for browsers that let a frame store nothing. Never throws.
 */
export function createDrafts({ origin, dialogId, key = () => null, storage = sessionStorageOf() }: DraftsOptions): Drafts {
  const memory = new Map<string, Kept>()
  /** Kept here, and not in the storage yet. */
  const waiting = new Set<string>()
  const listeners: ((part: string, text: Kept) => void)[] = []
  const owner = shallowRef<number | null>(null)
  /** What the storage had of the person of the key. */
  let found = new Map<string, string>()
  /** What there is to be opened has been; without a key that is nothing. */
  let isOpen = key() === null
  let opened = open()
  let writing = opened
  let rounds = 0

  async function unlock(known: DeviceKey | null): Promise<{ sealer: Sealer, prefix: string } | null> {
    const sealer = known && await createSealer(known.secret, 'drafts')
    return sealer && { sealer, prefix: `${PREFIX}${await sealer.nameOf([origin, dialogId])} ` }
  }

  function keys(): string[] {
    return Array.from({ length: storage?.length ?? 0 }, (_unused, index) => storage?.key(index) ?? '').filter(name => name.startsWith(PREFIX))
  }

  async function open(): Promise<void> {
    try {
      // of an earlier version, which did not encrypt them
      for (const name of keys()) if (name.startsWith(`${PREFIX}[`)) storage?.removeItem(name)
      const unlocked = await unlock(key())
      const texts = new Map<string, string>()
      for (const name of unlocked ? keys() : []) {
        if (!unlocked || !name.startsWith(unlocked.prefix)) continue
        const bytes = await unlocked.sealer.open(name, fromText(storage?.getItem(name)))
        const [part, text] = bytes ? JSON.parse(new TextDecoder().decode(bytes)) as [string, string] : [] // nobody else can have sealed it
        if (part !== undefined && text !== undefined) texts.set(part, text)
      }
      found = texts
    } catch {
      return // closed: there is nothing
    } finally {
      isOpen = true
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
    if (!storage || waiting.size === 0 || owner.value === null || known?.personId !== owner.value) return
    const unlocked = await unlock(known)
    for (const part of unlocked ? [...waiting] : []) {
      if (!unlocked) return
      const [text, round] = [memory.get(part) ?? null, rounds]
      const name = unlocked.prefix + await unlocked.sealer.nameOf([origin, dialogId, part])
      const sealed = text === null ? null : toText(await unlocked.sealer.seal(name, padded(JSON.stringify([part, text]))))
      if (round !== rounds || (memory.get(part) ?? null) !== text) continue // forgotten, or newer by now
      if (sealed === null) storage.removeItem(name)
      else storage.setItem(name, sealed)
      waiting.delete(part)
    }
    if (waiting.size > 0 && unlocked) writeSoon()
  }

  function textOf(part: string): Kept {
    const text = memory.get(part)
    if (text !== undefined) return text
    return owner.value !== null && key()?.personId === owner.value ? found.get(part) ?? null : null
  }

  function belongTo(personId: number): void {
    if (!isOpen) return void opened.then(() => belongTo(personId))
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
          const text = textOf(part)
          return text === null ? undefined : JSON.parse(text)
        } catch {
          return undefined // another page's text that is no JSON
        }
      },
      keep(value) {
        take(part, toJson(value))
        for (const listener of listeners) listener(part, memory.get(part) ?? null)
      },
    }),
    kept: () => memory,
    take,
    follow: (listener) => { listeners.push(listener) },
    async lookAgain() {
      await writing
      opened = open()
      await opened
      for (const part of [...memory.keys()]) if (!waiting.has(part)) memory.delete(part)
    },
    get opened() {
      return isOpen ? null : opened
    },
    owner,
    belongTo,
    forgetAll() {
      forgetMemory()
      found.clear()
      try {
        for (const name of keys()) storage?.removeItem(name)
      } catch {
        return // closed: there is nothing to forget
      }
    },
  }
}

/** Blanks behind JSON mean nothing. */
function padded(json: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(json)
  const whole = new Uint8Array(Math.ceil(bytes.length / ROUND) * ROUND).fill(0x20)
  whole.set(bytes)
  return whole
}

const toText = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

/** Null for whatever is none of `toText`. */
function fromText(text: string | null | undefined): ArrayBuffer | null {
  try {
    return Uint8Array.from(atob(text ?? ''), character => character.charCodeAt(0)).buffer
  } catch {
    return null
  }
}

function toJson(value: unknown): Kept {
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
