/** Brings a list and where it is kept together: one thing after another, a reading before and after everything that is written. */
import { PortalError } from '../bitrix24/index.ts'
import { steadyClock } from '../lib/steady-clock.ts'
import { isPassing, NotesFull, NotesRefused, type NoteStorage, type Reading } from './note-storage.ts'
import type { Replica, Write } from './replica.ts'

/** Milliseconds for which a reading counts as fresh: after a longer pause rights and lines are read before anything is written. */
const FRESH = 20_000
/** Milliseconds until what waits is tried again by itself: a reading first. Each failure doubles it. */
const FIRST_PAUSE = 5_000
const LONGEST_PAUSE = 5 * 60_000
/** How often in a row writing and reading back may find that others wrote at the same time. */
const MOST_ROUNDS = 4
/** Milliseconds until a portal is read again that did not show what it has had: copies of a database are seldom further behind. */
const UNTIL_COPIED = 1_000

export interface SyncOptions {
  storage: NoteStorage
  replica: Replica
  onRead: (reading: Reading) => void
  /** All that this page wrote is there now and was read back. */
  onWritten: () => void
  /** Null: all is well. */
  onTrouble: (cause: PortalError | NotesRefused | null) => void
  now?: () => number
}

export interface Sync {
  /** Reads and writes what there is, unless it is closed; never rejects. `isAsked`: reads in any case. */
  run(isAsked: boolean): Promise<void>
  /** Settles when nothing is on its way. */
  settled(): Promise<void>
  close(): void
}

export function createSync({ storage, replica, onRead, onWritten, onTrouble, now = steadyClock() }: SyncOptions): Sync {
  let readAt = Number.NEGATIVE_INFINITY
  let wanted = false
  let running: Promise<void> | null = null
  let isClosed = false
  let isUntold = false
  let pause = FIRST_PAUSE
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    const reading = await storage.read()
    replica.take(reading.lines, reading.isWhole)
    readAt = now()
    onRead(reading)
  }

  async function readUntilCopied(): Promise<void> {
    await read()
    if (isClosed || !replica.isBehind()) return
    await new Promise(resolve => setTimeout(resolve, UNTIL_COPIED))
    if (!isClosed) await read()
  }

  function done(write: Write, itemId?: number): void {
    replica.written(write, itemId)
  }

  async function writeAll(): Promise<void> {
    for (let round = 0; !isClosed && replica.writes().length > 0; round += 1) {
      if (round >= MOST_ROUNDS) throw new PortalError('busy', { method: 'entity.item.update' })
      try {
        isUntold = true
        await storage.write(replica.writes(), done)
      } catch (cause) {
        // whether it was done is not known: what is there is read before anything is sent again
        readAt = Number.NEGATIVE_INFINITY
        const isAnswer = cause instanceof NotesRefused || cause instanceof NotesFull
        const isFinal = isAnswer || isPassing(PortalError.from(cause)) || round + 1 >= MOST_ROUNDS
        if (isFinal) throw cause
      }
      await readUntilCopied()
    }
    if (replica.isBehind()) throw new PortalError('busy', { method: 'entity.item.get' })
  }

  async function once(): Promise<void> {
    const isAsked = wanted
    wanted = false
    const isFresh = now() - readAt < FRESH
    if (isAsked || !isFresh) await readUntilCopied()
    if (isClosed) return
    await writeAll()
    if (!isUntold) return
    isUntold = false
    onWritten()
  }

  async function runAll(): Promise<void> {
    clearTimeout(timer)
    try {
      do await once()
      while (!isClosed && (wanted || replica.writes().length > 0))
      // whoever writes from here on begins a new one
      running = null
      pause = FIRST_PAUSE
      onTrouble(null)
    } catch (cause) {
      running = null
      readAt = Number.NEGATIVE_INFINITY
      if (isClosed) return
      if (cause instanceof NotesRefused) return onTrouble(cause)
      timer = setTimeout(() => void run(true), pause)
      pause = Math.min(LONGEST_PAUSE, 2 * pause)
      onTrouble(PortalError.from(cause))
    }
  }

  async function run(isAsked: boolean): Promise<void> {
    if (isClosed) return
    wanted ||= isAsked
    running ??= runAll()
    await running
  }

  return {
    run,
    settled: async () => {
      while (running) await running
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
