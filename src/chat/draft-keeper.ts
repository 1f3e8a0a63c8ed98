/** Writes drafts into the browser's storage and takes them away again; loaded when there is one. */
import { createSealer } from '../lib/browser/sealing.ts'
import { untilTouched } from '../lib/browser/rest.ts'
import { sessionStorageOf } from '../lib/browser/session-storage.ts'
import { toHex } from '../lib/browser/unsealing.ts'
import { DRAFT_NAMES, DRAFTS, namesOf, type Drafts, type DraftStorage, type Kept } from './drafts.ts'

/** Sealed drafts are as long as a multiple of it. */
const ROUND = 2_048

export interface DraftsToKeep {
  storage: DraftStorage
  secret: string
  /** Portal and chat. */
  where: readonly string[]
  /** JSON by part; null for what is to be forgotten. */
  texts: ReadonlyMap<string, Kept>
  /** Parts of which the storage has not the newest; those that it has by the end are taken out. */
  waiting: Set<string>
  /** False once what was begun is to be kept no more. */
  isWanted: () => boolean
}

/** What pages have whose drafts were removed, and that nobody has touched since. */
const atRest = new WeakSet<DraftsToKeep['texts']>()

/** What finds no room stays in `waiting`, and holds up nothing else. @throws whatever the browser says when it is closed since */
export async function keepDrafts({ storage, secret, where, texts, waiting, isWanted }: DraftsToKeep): Promise<void> {
  if (atRest.has(texts)) return waiting.clear()
  const sealer = await createSealer(secret, DRAFTS)
  if (!sealer) return
  const beginning = await namesOf(sealer, where)
  // what is taken away makes room for what is put in
  for (const part of [...waiting].filter(one => texts.get(one))) {
    waiting.delete(part)
    waiting.add(part)
  }
  // what comes meanwhile gets its turn as well
  for (const part of waiting) {
    const text = texts.get(part) ?? null
    const name = beginning + await sealer.nameOf([...where, part])
    const sealed = text === null ? null : toHex(new Uint8Array(await sealer.seal(name, padded(JSON.stringify([part, text])))))
    if (!isWanted()) return
    const isNewest = (texts.get(part) ?? null) === text
    if (isNewest && sealed !== null && !put(storage, { name, sealed, beginning })) continue
    if (isNewest && sealed === null) storage.removeItem(name)
    waiting.delete(part)
    if (!isNewest) waiting.add(part)
  }
}

/** Where there is no room for it, drafts of other chats give way, one after another. False where that is not enough. */
function put(storage: DraftStorage, { name, sealed, beginning }: { name: string, sealed: string, beginning: string }): boolean {
  const others = namesIn(storage, DRAFT_NAMES).filter(other => !other.startsWith(beginning))
  for (;;) {
    try {
      storage.setItem(name, sealed)
      return true
    } catch {
      const other = others.pop()
      if (other === undefined) return false
      storage.removeItem(other)
    }
  }
}

/** Takes away the drafts of all people, portals and chats. Never throws. */
export function clearDrafts(storage: DraftStorage | null = sessionStorageOf()): void {
  remove(storage, DRAFT_NAMES)
}

/** Takes away those that an earlier version kept, which did not encrypt them. Never throws. */
export function sweepDrafts(storage: DraftStorage | null = sessionStorageOf()): void {
  remove(storage, `${DRAFT_NAMES}[`)
}

function remove(storage: DraftStorage | null, beginning: string): void {
  try {
    for (const name of namesIn(storage, beginning)) storage?.removeItem(name)
  } catch {
    return // closed: there is nothing to forget
  }
}

function namesIn(storage: DraftStorage | null, beginning: string): string[] {
  return Array.from({ length: storage?.length ?? 0 }, (_unused, index) => storage?.key(index) ?? '').filter(name => name.startsWith(beginning))
}

/**
 * The same, and this page forgets its own. It keeps none before somebody touches it again: that a page is shorter without what was removed,
 * and so scrolled elsewhere, is nothing that anybody wants to find again.
 */
export function forgetDrafts(drafts: Drafts): void {
  drafts.forget()
  const texts = drafts.kept()
  atRest.add(texts)
  clearDrafts()
  untilTouched().addEventListener('abort', () => atRest.delete(texts))
}

/** Blanks behind JSON mean nothing. */
function padded(json: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(json)
  const whole = new Uint8Array(Math.ceil(bytes.length / ROUND) * ROUND).fill(0x20)
  whole.set(bytes)
  return whole
}
