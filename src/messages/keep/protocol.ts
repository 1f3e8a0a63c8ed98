/** What page and worker say to each other: requests with an id, each of which gets exactly one answer. */
import type { MessagePage } from '../message.ts'
import type { ArchiveFilter } from './filter.ts'
import type { QuestionAnswer, QuestionName, QuestionParams } from './questions/index.ts'

/** Whose archive of which chat. */
export interface ArchiveKey {
  /** Of the portal, as the guard checked it: what a portal says of itself keeps nobody apart. */
  origin: string
  personId: number
  chatId: number
  /** What is kept of it is encrypted with, see `createSealer`; null where there is none: nothing is read then. */
  secret: string | null
}

/** How far back a chat has been read, besides the messages themselves. */
export interface ReadingMark {
  /** Nothing older is to be had. */
  isComplete: boolean
  /** The portal's plan keeps older messages back. */
  isHistoryLimited: boolean
  /** Rows that nobody could read, in all. */
  unreadable: number
  /** When the first of it was read, milliseconds since 1970: what was changed since may be missing. Null while nothing was. */
  asOf: number | null
}

export const NOTHING_READ: Readonly<ReadingMark> = { isComplete: false, isHistoryLimited: false, unreadable: 0, asOf: null }

/** Where the archive is besides in memory. */
export type DiskState =
  /** Not wanted for this chat. */
  | 'off'
  | 'kept'
  /** The browser gives us no storage, as in a frame of another site in a private window, or nothing to encrypt with, as without https. */
  | 'refused'
  /** Wanted, but there is no secret: the portal did not answer, or another window is about to make one. It may be asked for again. */
  | 'unanswered'
  /** What was kept could not be read and was thrown away. */
  | 'discarded'
  /** No room is left, even without the other chats. */
  | 'full'

export interface ArchiveStatus {
  /** Grows with every change of what can be asked. */
  version: number
  messages: number
  oldest: ArchiveEnd | null
  newest: ArchiveEnd | null
  /** No more messages are taken in. */
  isFull: boolean
  mark: ReadingMark
  /** Bytes in memory, about. */
  bytes: number
  disk: { state: DiskState, /** This chat's bytes there. */ bytes: number, /** Of all chats of all portals. */ allBytes: number }
}

export interface ArchiveEnd {
  /** At most `NEIGHBOURS` ids from this end on, nearest first: where a reading can go on even when some are deleted. */
  ids: number[]
  /** Date of the first of them that has one. */
  at: number | null
}

export const NEIGHBOURS = 25

/** Messages that follow each other, of some dates. */
export interface Stretch {
  /** What comes before it is not asked for. */
  fromId: number
  /** The last one. */
  throughId: number
  /** Milliseconds since 1970, as in `HistoryQuery`. */
  since: number | null
  until: number | null
}

export interface StretchPage {
  page: MessagePage
  /** Ids that the page ends with, those of other dates included, nearest first: at most `NEIGHBOURS`. */
  end: number[]
  /** Where the next page begins; null after the last one. */
  nextId: number | null
}

/** What a beat found of the chat, see `News` of the heart. */
export interface ArchiveNews {
  /** The id that `added` comes after: every message behind it is in `added`, unless there is a gap. */
  after: number
  added: MessagePage
  isGap: boolean
  changed: MessagePage
  /** Gone from the chat, or empty shells now: those are in `changed`, too. */
  deleted: readonly number[]
  /** All that is behind an id as it is now, whatever was read of it before; null where the beat did not come to the end. */
  end: { behind: number, ids: readonly number[], page: MessagePage } | null
  /** Milliseconds since 1970, when it was asked for. */
  readAt: number
}

/** What the worker can do, with what it needs and gives. */
export interface ArchiveMethods {
  /** Begins with what is kept of a chat; whatever was in memory is let go. */
  open: { params: ArchiveKey, value: ArchiveStatus }
  append: { params: { page: MessagePage, mark: ReadingMark, /** When the first of it was asked for. */ readAt: number }, value: ArchiveStatus }
  /** Takes in what a beat found; `isJoined` is false when it does not continue where the archive ends: what came must be read. */
  follow: { params: ArchiveNews, value: { status: ArchiveStatus, isJoined: boolean } }
  /** Ids of the messages of a filter. */
  filter: { params: ArchiveFilter, value: Float64Array }
  /** Messages by id, in the order asked for, with the people and files that they name; unknown ids are left out. */
  messages: { params: { ids: readonly number[] }, value: MessagePage }
  /** The first part of a stretch, oldest first; null when not all of the stretch is here. */
  stretch: { params: Stretch, value: StretchPage | null }
  ask: { [Name in QuestionName]: { params: { question: Name, params: QuestionParams<Name> }, value: QuestionAnswer<Name> } }[QuestionName]
  /** Keeps this chat on disk from now on, with the secret of whose archive it is; null where there is none to be had: that is refused. */
  keep: { params: string | null, value: ArchiveStatus }
  /** Takes this chat from the disk. */
  forget: { params: null, value: ArchiveStatus }
  /** Takes everything of every chat from the disk. */
  clear: { params: null, value: ArchiveStatus }
}

export type ArchiveMethod = keyof ArchiveMethods
export type ArchiveParams<Method extends ArchiveMethod> = ArchiveMethods[Method]['params']
export type ArchiveValue<Method extends ArchiveMethod> = ArchiveMethods[Method]['value']

export type ArchiveRequest =
  | { [Method in ArchiveMethod]: { id: number, method: Method, params: ArchiveParams<Method> } }[ArchiveMethod]
  /** The answer to this request is not wanted any more; it is answered all the same, as cancelled when it had not begun. */
  | { id: number, method: 'cancel' }

export type ArchiveReply =
  | { id: number, ok: true, value: unknown }
  | { id: number, ok: false, kind: 'cancelled' | 'failed' }

/** What a worker is to the page, and the page to a worker. */
export interface ArchivePort<In, Out> {
  postMessage(message: Out, transfer?: Transferable[]): void
  onmessage: ((event: { data: In }) => void) | null
}

/** Why the archive cannot do what was asked; panels have a sentence for each. */
export type ArchiveErrorKind =
  /** This browser, or the page's policy, lets no worker start. */
  | 'no-worker'
  /** The worker ended, or did not answer; what it held is gone, and a new one can be started. */
  | 'crashed'
  /** A newer question, or whoever asked, made the answer needless. */
  | 'cancelled'
  /** The worker could not do it; a fault of ours. */
  | 'failed'

/** The one error that leaves the archive. Carries no message text. */
export class ArchiveError extends Error {
  readonly kind: ArchiveErrorKind

  constructor(kind: ArchiveErrorKind, cause?: unknown) {
    super(kind, cause === undefined ? undefined : { cause })
    this.name = 'ArchiveError'
    this.kind = kind
  }

  /** What was thrown where it is one already, else a fault of ours that it is the cause of. */
  static from(cause: unknown): ArchiveError {
    return cause instanceof ArchiveError ? cause : new ArchiveError('failed', cause)
  }
}

export function isCancelled(error: unknown): boolean {
  return error instanceof ArchiveError && error.kind === 'cancelled'
}

/** Messages of a chat that follow each other without a hole, for whoever would read them from the portal otherwise. */
export interface HeldMessages {
  oldestId: number
  newestId: number
  messages: number
  /** They were read then or later, milliseconds since 1970: what was changed since may be missing. */
  asOf: number
  /** Nothing older is to be had, today as when they were read. */
  isFromStart: boolean
  /** A page of a stretch of them; null when it is not held any more. @throws ArchiveError */
  read(stretch: Stretch, signal: AbortSignal): Promise<StretchPage | null>
}

/**
 * What an archive holds, where it can be relied on; null otherwise. Where rows could not be read it does not know between which
 * messages they stood, and a full one has holes.
 */
export function heldIn({ oldest, newest, messages, isFull, mark }: ArchiveStatus, read: HeldMessages['read']): HeldMessages | null {
  const [oldestId, newestId] = [oldest?.ids[0], newest?.ids[0]]
  if (oldestId === undefined || newestId === undefined || isFull || mark.unreadable > 0 || mark.asOf === null) return null
  // a plan can change: what it kept back then may be had now
  return { oldestId, newestId, messages, asOf: mark.asOf, isFromStart: mark.isComplete && !mark.isHistoryLimited, read }
}
