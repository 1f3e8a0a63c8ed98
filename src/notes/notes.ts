/** The notes of a chat as a panel sees them: two lists of lines, and who else is there. */
import type { ShallowRef } from 'vue'
import type { PortalError } from '../bitrix24/index.ts'
import type { Kept } from '../lib/undo-stack.ts'
import type { LineFields, LineId, NoteLine } from './note.ts'

/** Why a list cannot be used. */
export type NotesRefusal =
  /** The application was not granted `entity`. */
  | 'missing-scope'
  /** Not a member of the chat, or the portal lets this person use no storage. */
  | 'no-access'
  /** The portal made the chat no folder, so there is no access code of its members. */
  | 'no-folder'
  /** The access code of the chat opens nothing on this portal: other members would read nothing. */
  | 'code-opens-nothing'
  /** Storages that people outside the chat can read, and neither their rights nor another number can be had. */
  | 'strangers'
  /** The members cannot be read whole, so nobody knows who is a stranger. */
  | 'unknown-members'
  /** It is not known who looks. */
  | 'unknown-viewer'
  /** An answer that could not be had; `error` says which. */
  | 'failed'

export type NotesState =
  | { state: 'loading' }
  | {
    state: 'ready'
    /** Nothing more can be added: lines or bytes have reached their bound. Shortening and removing still work. What waits then waits for room. */
    isFull: boolean
    /** How much of the room is used: 1 is all of it. */
    room: number
    /** Lines that this device has and the portal has not, changed or new. */
    waiting: number
    /** Why they wait, or why the last reading failed; null while nothing is wrong. What is shown stays. */
    trouble: PortalError | null
    /** This device keeps what waits, encrypted; false: closing the sidebar loses it. */
    isKept: boolean
    /** Somebody outside the chat had rights on the storage, and no longer has. Said once, by whoever opened it then. */
    hasShutOut: boolean
  }
  | {
    state: 'refused'
    why: NotesRefusal
    error: PortalError | null
    /** As of a list that is ready: this device keeps what went nowhere. */
    isKept: boolean
  }

/** Beside which line something is to stand; `null`: at that end. Of two, the one that is given counts. */
export type Place = { after: LineId | null } | { before: LineId | null }

export type NewLine = Pick<LineFields, 'text'> & Partial<Omit<LineFields, 'order'>>
export type LineChange = Partial<Omit<LineFields, 'order'>>

/** What came of a deed. It is shown at once, and goes to the portal behind that. */
export type Answer =
  | 'done'
  | 'too-long'
  | 'full'
  /** The line is not there any more. */
  | 'gone'
  /** Somebody has changed the same since: it is not taken back. */
  | 'changed'
  /** It was done too long ago to be taken back. */
  | 'too-late'
  /** The list is not ready. */
  | 'closed'

export const DEED_KINDS = ['add', 'change', 'move', 'remove', 'resolve'] as const

/** Something that this person did here and can take back. */
export type Undoable = Kept<{
  kind: typeof DEED_KINDS[number]
  lineId: LineId
}>

export interface NotesList {
  readonly state: Readonly<ShallowRef<NotesState>>
  /** In the order in which they are shown; of a list that is refused those that were added here and no reading has had. */
  readonly lines: Readonly<ShallowRef<readonly NoteLine[]>>
  /** The last one first. */
  readonly undoables: Readonly<ShallowRef<readonly Undoable[]>>
  /** At the end unless a place is named. The id of the new line, or why there is none. */
  add(line: NewLine, place?: Place): { answer: 'done', id: LineId } | { answer: Exclude<Answer, 'done' | 'gone' | 'changed' | 'too-late'> }
  change(id: LineId, change: LineChange): Answer
  move(id: LineId, place: Place): Answer
  remove(id: LineId): Answer
  /** Says which task of the portal the line became. The task stays whatever is taken back, so this is no deed that could be. */
  link(id: LineId, taskId: number): Answer
  /** Takes a deed back, as far as nobody has changed the same since; what others did meanwhile stays. Of a list that is refused: what is unsent. */
  undo(id: string): Answer
  /** Ends a conflict with this text, one of the versions or another one. */
  resolve(id: LineId, text: string): Answer
  /** A person asks for it: reads again, and sends what waits. Never rejects. */
  retry(): Promise<void>
  /** Settles when nothing is on its way. Never rejects. */
  settled(): Promise<void>
}

/** Somebody else who has the shared notes of this chat open. */
export interface Present {
  personId: number
  isWriting: boolean
}

export interface Notes {
  readonly own: NotesList
  readonly shared: NotesList
  /** Others beside the same notes, by person; empty without `pull`, and for people outside the chat. */
  readonly present: Readonly<ShallowRef<readonly Present[]>>
  /** Whether others see at once what is done here (`pull`), and are seen; if not, at the next beat of the heart. */
  readonly isLive: Readonly<ShallowRef<boolean>>
  /** Tells the others that this person writes; forgets it by itself after a while without another call. */
  writing(): void
  /**
   * A beat of the heart: what is new is read, and while others tell of it no more than once in two minutes. Who has left the chat may still
   * have rights on its notes.
   */
  look(areMembersNew?: boolean): void
  /** Lets go of the channel and everything that runs. What waits is kept for the next opening. */
  close(): void
}
