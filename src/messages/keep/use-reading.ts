import { shallowRef, type ShallowRef } from 'vue'
import { PortalError, usePortal, type Portal } from '../../bitrix24/index.ts'
import { createReadingControl, readHistory, type Direction, type HistoryProgress, type ReadingControl, type ResumeToken } from '../read/index.ts'
import type { MessagePage } from '../message.ts'
import { ArchiveError, isCancelled, type ArchiveStatus, type ReadingMark } from './protocol.ts'
import { createPageBatch } from './page-batch.ts'
import { MOST_ANCHORS } from '../read/cursor.ts'

/**
 * Where a reading goes on behind what the archive holds, at either end; undefined when it holds nothing. What was read is the token:
 * none has to be kept, and none can disagree with it.
 */
function resumeBehind(status: ArchiveStatus, dialogId: string, direction: Direction): ResumeToken | undefined {
  const end = direction === 'newest-first' ? status.oldest : status.newest
  const [lastId, ...anchors] = end?.ids ?? []
  if (lastId === undefined) return undefined
  const read = direction === 'newest-first' ? status.messages : 0
  return {
    version: 1, dialogId, direction, since: null, until: null, fromMessageId: null, lastId, anchors: anchors.slice(0, MOST_ANCHORS), read, isEnd: false,
  }
}

/** The chat whose messages are read. */
export interface ArchivedChat {
  /** Dialog id as text. */
  dialogId: string
  chatId: number
  /** Who looks; null where the portal did not say: nothing is kept on the device then. */
  viewerId: number | null
  /** How many messages the chat has, as the portal counts. */
  messageCount: number | null
}

/** How far back a reading goes. Whatever it is, what is new is read first. */
export type ReadTarget =
  | { to: 'news' }
  /** A part that comes within a request or two. */
  | { to: 'some' }
  /** Milliseconds since 1970. */
  | { to: 'date', date: number }
  | { to: 'everything' }

export type ReadingState =
  | { state: 'resting' }
  | { state: 'reading', target: ReadTarget, isPaused: boolean, /** Null until the reader says something. */ progress: HistoryProgress | null }
  /** What was read before stays. */
  | { state: 'failed', target: ReadTarget, error: PortalError | ArchiveError }

/** Messages of a part. */
const SOME = 1_000

interface ReadingOptions {
  /** The clock of news: a page and a beat are told apart by it. */
  now: () => number
  status: () => ArchiveStatus | null
  /** @throws ArchiveError */
  append: (page: MessagePage, mark: ReadingMark, readAt: number) => Promise<ArchiveStatus>
  /** The reading came to the chat's newest end, with everything that was there when it began, by `performance.now()`. */
  onCaughtUp: (beganAt: number) => void
}

export interface Reading {
  reading: ShallowRef<ReadingState>
  /** Ends a reading that is under way. Never rejects. */
  read(chat: ArchivedChat, target: ReadTarget): Promise<void>
  pause(): void
  resume(): void
  cancel(): void
}

interface Run {
  chat: ArchivedChat
  target: ReadTarget
  stop: AbortController
  control: ReadingControl
}

/** Reads a chat into the archive: first what is new behind its newest message, then what is older than its oldest. */
export function useReading({ now, status, append, onCaughtUp }: ReadingOptions): Reading {
  const portal = usePortal()
  const reading = shallowRef<ReadingState>({ state: 'resting' })
  let current: Run | null = null

  async function read(chat: ArchivedChat, target: ReadTarget): Promise<void> {
    cancel()
    const run: Run = { chat, target, stop: new AbortController(), control: createReadingControl() }
    current = run
    reading.value = { state: 'reading', target, isPaused: false, progress: null }
    const beganAt = performance.now()
    try {
      const begun = status()
      const isBegun = begun !== null && (begun.messages > 0 || begun.mark.isComplete)
      if (isBegun) {
        await follow(run, 'oldest-first')
        if (current === run) onCaughtUp(beganAt)
      }
      if (target.to !== 'news' || !isBegun) await follow(run, 'newest-first')
      if (end(run, { state: 'resting' })) onCaughtUp(beganAt)
    } catch (error) {
      end(run, isCancelled(error) ? { state: 'resting' } : { state: 'failed', target, error: toError(error) })
    }
  }

  /** A run that was cancelled, or followed by another, has nothing to say any more: false then. */
  function end(run: Run, state: ReadingState): boolean {
    if (current !== run) return false
    current = null
    reading.value = state
    return true
  }

  async function follow(run: Run, direction: Direction): Promise<void> {
    const { chat, target, stop: { signal }, control } = run
    const isOlder = direction === 'newest-first'
    const before = status()
    if (!before || before.isFull || (isOlder && isReached(before, target))) return
    const resume = resumeBehind(before, chat.dialogId, direction)
    const asked = createAskingClock(portal, now)
    const chunks = readHistory(asked, {
      dialogId: chat.dialogId, direction, signal, control,
      ...(resume ? { resume } : {}),
      ...(chat.messageCount === null ? {} : { messageCount: chat.messageCount }),
      onProgress: (progress) => {
        if (current === run) reading.value = { state: 'reading', target, isPaused: control.isPaused, progress }
      },
    })
    const batch = createPageBatch({ isOlder })
    const handOver = async () => {
      const known = status()
      const taken = known && current === run ? batch.take(known.mark) : null
      return taken ? await append(taken.page, taken.mark, taken.readAt) : known
    }
    try {
      for await (const chunk of chunks) {
        batch.add(chunk, asked.askedAt())
        if (!batch.isDue()) continue
        const next = await handOver()
        const isEnough = target.to === 'some' && (next?.messages ?? 0) >= before.messages + SOME
        if (current !== run || !next || next.isFull || (isOlder && (isEnough || isReached(next, target)))) return
      }
    } catch (error) {
      // what came before the failure is worth keeping
      await handOver()
      throw error
    }
  }

  function hold(isPaused: boolean) {
    if (!current || reading.value.state !== 'reading') return
    if (isPaused) current.control.pause()
    else current.control.resume()
    reading.value = { ...reading.value, isPaused }
  }

  function cancel() {
    const run = current
    current = null
    run?.stop.abort()
    reading.value = { state: 'resting' }
  }

  return { reading, read, cancel, pause: () => hold(true), resume: () => hold(false) }
}

/** A portal that remembers when it was asked for what comes next. */
function createAskingClock(portal: Pick<Portal, 'readBatch'>, now: () => number): Pick<Portal, 'readBatch'> & { askedAt: () => number } {
  let askedAt = now()
  let isAnswered = true
  return {
    readBatch(commands, options) {
      // several requests may lead to one page
      if (isAnswered) askedAt = now()
      isAnswered = false
      return portal.readBatch(commands, options)
    },
    askedAt() {
      isAnswered = true
      return askedAt
    },
  }
}

function isReached({ mark, oldest }: ArchiveStatus, target: ReadTarget): boolean {
  return mark.isComplete || (target.to === 'date' && oldest?.at != null && oldest.at <= target.date)
}

function toError(cause: unknown): PortalError | ArchiveError {
  return cause instanceof ArchiveError ? cause : PortalError.from(cause)
}
