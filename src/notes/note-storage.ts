/** Where a list of lines is kept, whichever it is. */
import type { PortalError } from '../bitrix24/index.ts'
import type { NotesRefusal } from './notes.ts'
import type { FoundLine, Write } from './replica.ts'

export interface Reading {
  lines: readonly FoundLine[]
  /** False where there is more than is read: what is missing is then not known to be gone. */
  isWhole: boolean
  /** Somebody outside the chat had rights until this reading. */
  hasShutOut: boolean
  /** What only those know who can read the lines; null where nothing is kept yet. */
  secret: string | null
  /** The portal's clock; null where it did not say. */
  time: Date | null
}

export interface NoteStorage {
  /** @throws PortalError when it could not be read, NotesRefused when it is not to be used */
  read(): Promise<Reading>
  /**
   * Sends each write once, after a reading. `done` when one was answered, with the number of what was added.
   * @throws PortalError, NotesRefused: what was not done before that is to be read before it is sent again
   */
  write(writes: readonly Write[], done: (write: Write, itemId?: number) => void): Promise<void>
  /** Whether there is room for these lines as they would be written. */
  hasRoom(lines: readonly FoundLine['version'][]): boolean
}

/** A list cannot be used, for a reason that has words. */
export class NotesRefused extends Error {
  readonly why: NotesRefusal
  readonly error: PortalError | null

  constructor(why: NotesRefusal, error: PortalError | null = null) {
    super(`Notes are refused: ${why}`, error ? { cause: error } : undefined)
    this.name = 'NotesRefused'
    this.why = why
    this.error = error
  }
}

/** Kinds of failures that say nothing about the chat: what is shown stays, and it is tried again. */
const PASSING: ReadonlySet<string> = new Set(['timeout', 'offline', 'busy', 'session-expired'])

export function isPassing({ kind }: PortalError): boolean {
  return PASSING.has(kind)
}
