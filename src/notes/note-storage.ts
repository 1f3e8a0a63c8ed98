/** Where a list of lines is kept, whichever it is. */
import { PortalError } from '../bitrix24/index.ts'
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
  /** It was made here since the reading before: others may know none yet. */
  hasBegun: boolean
  /** The portal's clock; null where it did not say. */
  time: Date | null
}

export interface NoteStorage {
  /** @throws PortalError when it could not be read, NotesRefused when it is not to be used */
  read(): Promise<Reading>
  /**
   * Sends each write once, after a reading. `done` when one was answered, with the number of what was added.
   * @throws PortalError, NotesFull, NotesRefused: what was not done before that is to be read before it is sent again
   */
  write(writes: readonly Write[], done: (write: Write, itemId?: number) => void): Promise<void>
  /** How much of the room these lines would take as they would be written: 1 is all of it, more does not fit. */
  roomUsed(lines: readonly FoundLine['version'][]): number
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

/** There is no room for what was to be written: it waits until there is some. */
export class NotesFull extends PortalError {
  constructor(method: string) {
    super('unknown', { method })
    this.name = 'NotesFull'
  }
}

/** Kinds of failures that say nothing about the chat: what is shown stays, and it is tried again. */
const PASSING: ReadonlySet<string> = new Set(['timeout', 'offline', 'busy', 'session-expired'])

export function isPassing({ kind }: PortalError): boolean {
  return PASSING.has(kind)
}
