import { shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal, type Portal } from '../../bitrix24/index.ts'
import { MOBILE } from '../../bitrix24/placements.ts'

type Told =
  | { state: 'working' }
  | { state: 'failed', error: PortalError }
  | InsertOutcome
  | UndoOutcome

/** How putting a text into the input field ended, and which: there is one field, so only the last outcome is shown. */
export type Inserting<Id> = Told & { id: Id }

export interface Inserts<Id> {
  /** False in a slider, which covers the input field; another chat may be open behind it. */
  isOffered: boolean
  inserting: Readonly<ShallowRef<Inserting<Id> | null>>
  insert(id: Id, text: string): Promise<void>
  undo(): Promise<void>
}

/**
 * Whether the person is still where they pressed the button. The portal destroys this frame when the chat or the panel is closed. It is
 * only assumed that it does so for every change of the chat, so a person who leaves the frame for the rest of the page counts as gone.
 */
function watchPresence(): () => boolean {
  const hadFocus = document.hasFocus()
  return () => document.visibilityState !== 'hidden' && (document.hasFocus() || !hadFocus)
}

/** Texts put into the messenger's input field. */
export function useInsert<Id>(): Inserts<Id> {
  const portal = usePortal()
  const inserting: ShallowRef<Inserting<Id> | null> = shallowRef(null)
  let insertion: Insertion | null = null

  async function run(id: Id, work: (isStillHere: () => boolean) => Promise<InsertOutcome | UndoOutcome>): Promise<void> {
    // two texts at once would each take the other's for the person's
    if (inserting.value?.state === 'working') return
    inserting.value = { id, state: 'working' }
    const told = await work(watchPresence()).catch((cause: unknown): Told => (
      { state: 'failed', error: PortalError.from(cause) }
    ))
    insertion = told.state === 'inserted' ? told.insertion : null
    inserting.value = { id, ...told }
  }

  return {
    // the mobile app has no handler for the input field (sdk/b24jssdk/iframe-messenger-textarea.html)
    isOffered: portal.opening.placement !== MOBILE && !portal.opening.isSlider && portal.opening.parameters === null,
    inserting,
    insert: (id, text) => run(id, isStillHere => insertText(portal, text, isStillHere)),
    async undo() {
      const inserted = insertion
      if (inserted && inserting.value) await run(inserting.value.id, isStillHere => undoInsertion(portal, inserted, isStillHere))
    },
  }
}

type Textarea = Pick<Portal, 'readTextarea' | 'writeTextarea'>

/** What stood in the field before and after: with these an insertion can be undone, as long as nothing else was written. */
export interface Insertion {
  before: string
  after: string
}

type InsertOutcome =
  | { state: 'inserted', /** Null when something else in the field changed at the same time. */ insertion: Insertion | null }
  /** The person went elsewhere before anything was written. */
  | { state: 'elsewhere' }
  /** The messenger said nothing before anything was written. */
  | { state: 'silent' }
  /** It was written, but whether it stands there nobody says, or the field does not show it. */
  | { state: 'untold' | 'unseen' }

type UndoOutcome = { state: 'undone' | 'changed' | 'elsewhere' | 'silent' | 'untold' }

/** White space apart: the messenger puts a line feed or a space between, and may trim what it was given. */
const squash = (text: string): string => text.replace(/\s+/g, '')

/** Where `part` begins in `whole`; nothing begins nowhere. */
function positions(whole: string, part: string): number[] {
  const found: number[] = []
  if (part === '') return found
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) found.push(at)
  return found
}

function judge(before: string, after: string, text: string): InsertOutcome {
  const [old, now, part] = [squash(before), squash(after), squash(text)]
  const found = positions(now, part)
  if (found.length <= positions(old, part).length) return { state: 'unseen' }
  const isAllElseKept = found.some(at => now.slice(0, at) + now.slice(at + part.length) === old)
  return { state: 'inserted', insertion: isAllElseKept ? { before, after } : null }
}

const isSilence = (error: unknown): boolean => error instanceof PortalError && error.kind === 'timeout'

/** Null for silence. @throws PortalError of any other failure */
async function read(textarea: Textarea): Promise<string | null> {
  return textarea.readTextarea().catch((error: unknown) => {
    if (isSilence(error)) return null
    throw error
  })
}

/** Silence is no refusal: reading the field tells more. @throws PortalError of any other failure */
async function write(textarea: Textarea, text: string, change: Parameters<Portal['writeTextarea']>[1]): Promise<void> {
  await textarea.writeTextarea(text, change).catch((error: unknown) => {
    if (!isSilence(error)) throw error
  })
}

/**
 * Writes below what is in the messenger's input field, and says that it is there only when it was read there. Which chat is
 * open nothing says: `isStillHere` says whether the person is still in this frame, which is beside the chat it was opened for.
 * @throws PortalError a refusal of the messenger, or an answer that makes no sense
 */
export async function insertText(textarea: Textarea, text: string, isStillHere: () => boolean): Promise<InsertOutcome> {
  const before = await read(textarea)
  if (before === null) return { state: 'silent' }
  if (!isStillHere()) return { state: 'elsewhere' }
  await write(textarea, text, { mode: 'insert', withNewLine: true })
  const after = await read(textarea)
  return after === null ? { state: 'untold' } : judge(before, after, text)
}

/**
 * Puts back what stood in the field, unless anything was written there since.
 * @throws PortalError as `insertText`
 */
export async function undoInsertion(textarea: Textarea, { before, after }: Insertion, isStillHere: () => boolean): Promise<UndoOutcome> {
  const now = await read(textarea)
  if (now === null) return { state: 'silent' }
  if (now !== after) return { state: 'changed' }
  if (!isStillHere()) return { state: 'elsewhere' }
  await write(textarea, before, { mode: 'replace' })
  const left = await read(textarea)
  return { state: left === before ? 'undone' : 'untold' }
}
