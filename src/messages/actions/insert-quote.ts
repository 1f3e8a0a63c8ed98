import { PortalError, type Portal } from '../../bitrix24/index.ts'

type Textarea = Pick<Portal, 'readTextarea' | 'writeTextarea'>

/** The content of the field before and after: with it an insertion can be undone, as long as nothing else was written. */
export interface Insertion {
  before: string
  after: string
}

export type InsertOutcome =
  | { state: 'inserted', /** Null when something else in the field changed at the same time. */ insertion: Insertion | null }
  /** The person went elsewhere before anything was written. */
  | { state: 'elsewhere' }
  /** The messenger said nothing before anything was written. */
  | { state: 'silent' }
  /** The text was sent to the field, but the field cannot be read or does not show it. */
  | { state: 'untold' | 'unseen' }

export type UndoOutcome = { state: 'undone' | 'changed' | 'elsewhere' | 'silent' | 'untold' }

/** White space apart: the messenger puts a line feed or a space between, and may trim what it was given. */
const squash = (text: string): string => text.replace(/\s+/g, '')

/** Where `part` begins in `whole`. */
function positions(whole: string, part: string): number[] {
  const found: number[] = []
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

/** A missing answer is no refusal; reading the field shows more. @throws PortalError of any other failure */
async function write(textarea: Textarea, text: string, change: Parameters<Portal['writeTextarea']>[1]): Promise<void> {
  await textarea.writeTextarea(text, change).catch((error: unknown) => {
    if (!isSilence(error)) throw error
  })
}

/**
 * Writes below the content of the messenger's input field, and reports success only when it has read the text back. Nothing reveals which
 * chat is open: `isStillHere` says whether the person is still in this frame, which is beside the chat it was opened for.
 * @throws PortalError a refusal of the messenger, or an answer that makes no sense
 */
export async function insertQuote(textarea: Textarea, text: string, isStillHere: () => boolean): Promise<InsertOutcome> {
  const before = await read(textarea)
  if (before === null) return { state: 'silent' }
  if (!isStillHere()) return { state: 'elsewhere' }
  await write(textarea, text, { mode: 'insert', withNewLine: true })
  const after = await read(textarea)
  return after === null ? { state: 'untold' } : judge(before, after, text)
}

/**
 * Restores the former content of the field, unless something was written there since.
 * @throws PortalError as `insertQuote`
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
