/** What a reading of a conversation takes and what it hands on. */
import type { Portal } from '../../bitrix24/index.ts'
import type { MessagePage } from '../message.ts'
import type { ResumeToken } from './cursor.ts'

export type Direction = 'newest-first' | 'oldest-first'

export interface HistoryQuery {
  dialogId: string
  direction: Direction
  /** The reading begins after this message, which is not read again; missing: at the end of the chat that `direction` names. */
  fromMessageId?: number
  /** Milliseconds since 1970: only messages written then or later. Messages without a readable date are always read. */
  since?: number
  /** Milliseconds since 1970: only messages written before. */
  until?: number
  /** Continues where a chunk with this token ended; direction and dates come from the token. */
  resume?: ResumeToken
  /** Ends the reading at once, with the signal's reason, also during a request. */
  signal?: AbortSignal
  /** Holds the reading; see `createReadingControl`. */
  control?: ReadingControl
  onProgress?: (progress: HistoryProgress) => void
  /**
   * The next pages are asked for while those that came are being used. For readings that are read to their end: who leaves one earlier has
   * asked once too often.
   */
  isAhead?: boolean
  /** The chat's `message_count` where it is known already; else the reading asks for it with its first request. */
  messageCount?: number
}

/** Why the reading requests nothing at the moment. */
export type WaitReason =
  /** The person paused it. */
  | 'paused'
  /** The reading leaves room for requests of the person, or of somebody at the same address. */
  | 'pace'
  /** The portal refused a request because of their rate. */
  | 'rate-limit'
  /** The time that the portal grants this method in ten minutes is used up, or nearly. */
  | 'working-time'
  /** The portal could not be reached, did not answer in time, or answered nonsense: it is asked again after a while. */
  | 'trouble'

export interface HistoryProgress {
  /** Messages handed on so far, those of the parts before the token included. */
  read: number
  /** Date of the last message handed on; null before the first. */
  dateReached: number | null
  /**
   * About how many there are to read in the whole reading, from the chat's `message_count`; null where that says nothing:
   * between dates, from a message on, or when the portal did not say. Never less than `read`.
   */
  estimate: number | null
  /** Requests sent by this call. */
  requests: number
  waiting: { reason: WaitReason, /** Milliseconds since 1970, null for "until it is resumed". */ until: number | null } | null
  /** The portal's plan keeps older messages back; null while the portal has not said. */
  isHistoryLimited: boolean | null
}

/** Rows that the portal sent and nobody can read: what is missing is between these two messages. */
export interface HistoryGap {
  /** Null: before the first message that could be read. */
  afterId: number | null
  /** Null: after the last one. */
  beforeId: number | null
  rows: number
}

export interface HistoryChunk {
  page: MessagePage
  /** Where the next chunk begins, as JSON to keep with the messages. */
  token: ResumeToken
  /** Found in this chunk. */
  gaps: readonly HistoryGap[]
  /** Nothing is left to read. True in the last chunk of every reading that was not interrupted, with or without messages. */
  isEnd: boolean
  isHistoryLimited: boolean | null
}

/** The type of `readHistory`, for functions that take it as an argument. */
export type ReadHistory = (portal: Pick<Portal, 'readBatch'>, query: HistoryQuery) => AsyncGenerator<HistoryChunk, void, undefined>

/** Pauses and resumes a reading from outside. */
export interface ReadingControl {
  readonly isPaused: boolean
  /** No further request is sent and no further chunk is handed on. What is under way is kept for later. */
  pause(): void
  resume(): void
  /** Settles when the reading is not paused. */
  whenRunning(): Promise<void>
}

export function createReadingControl(): ReadingControl {
  let held: { promise: Promise<void>, release: () => void } | null = null
  return {
    get isPaused() {
      return held !== null
    },
    pause() {
      if (held) return
      let release: () => void = () => undefined
      const promise = new Promise<void>((resolve) => {
        release = resolve
      })
      held = { promise, release }
    },
    resume() {
      held?.release()
      held = null
    },
    async whenRunning() {
      while (held) await held.promise
    },
  }
}
