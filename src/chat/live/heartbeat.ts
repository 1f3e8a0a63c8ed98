/**
 * The quiet look for what changed in the chat beside us: one for all panels. It goes by the pacing, shares with the other frames of this
 * browser, and tells other people's frames where the portal has a channel for that. Loads late: nothing of it is for the first view.
 */
import { type MethodWork, PortalError, type PortalErrorKind } from '../../bitrix24/index.ts'
import { steadyClock } from '../../lib/steady-clock.ts'
import { withDeadline } from '../../lib/with-deadline.ts'
import type { FrameShare, SharedBeat } from './frame-share.ts'
import { createPacing, type HeartState, type PacingEvent } from './pacing.ts'
import { watchPage } from './page-signs.ts'
import type { Refusal } from './refusals.ts'
import { createTelling, type Telling, type Tells } from './telling.ts'

/** Longer than the door waits for an answer. */
const DEADLINE = 45_000
/** Who stays so long is told of changes; a glance is not worth the request that it takes. */
const TOLD_AFTER = 60_000

const REFUSALS: Partial<Record<PortalErrorKind, Refusal>> = {
  'busy': 'rate', 'timeout': 'silence', 'offline': 'silence', 'session-expired': 'session', 'no-access': 'gone', 'not-found': 'gone', 'missing-scope': 'gone',
}

/** A frame that has frozen, or another app on the origin, may hold the lock for ever; then each asks without it. */
const MOST_YIELDED = 2

export interface Beat {
  /** What the portal said, as JSON: other frames get it as it is. */
  answer: unknown
  /** Null where the answer does not say. */
  work: MethodWork | null
}

export interface Taken {
  /** It says something that was not shown yet. */
  isNews: boolean
  /** See `Telling.shows`. */
  mark: string | null
}

export interface HeartbeatOptions {
  /** Asks the portal how the chat is: one request that only reads, sent once. @throws PortalError */
  beat: (signal: AbortSignal) => Promise<Beat>
  /** Takes what a beat of this frame or another one brought, in the order of asking. */
  take: (answer: unknown, readAt: number) => Taken
  onState: (state: HeartState) => void
  /** When what is shown was read, and what the answer said about the others. */
  known: { since: number, work: MethodWork | null, mark: string | null }
  /** Joins the frames of this chat in this browser; see `openFrameShare`. */
  openShare: (hear: (beat: SharedBeat) => void) => Promise<FrameShare | null>
  /** Null where the portal has not granted `pull`. */
  tells: {
    /** Names the chat in its portal. */
    chat: readonly (string | number)[]
    /** Whether others are likely to be beside it; where not, nothing is opened. */
    isWorth: boolean
    open: () => Promise<Tells | null>
  } | null
  page?: Document
  now?: () => number
  random?: () => number
}

export interface Heartbeat {
  /** This page has changed something in the chat. */
  changed(): void
  /** What is shown was read anew by other means. */
  read(mark: string | null): void
  /** A person asks for it. */
  ask(): void
  /** A request that a person waits for: a beat does not get in its way, and learns of its refusal. */
  during<Value>(work: Promise<Value>): Promise<Value>
  /** A request of the page was refused by a busy portal, and sent again. */
  repeated(): void
  stop(): void
}

export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { beat, take, onState, known, tells, page = document, now = steadyClock(), random = Math.random } = options
  const ends = new AbortController()
  const pacing = createPacing({
    now, random, knownSince: known.since, work: known.work, isTold: tells !== null,
    isVisible: page.visibilityState !== 'hidden', isOnline: page.defaultView?.navigator.onLine !== false,
  })
  let share: FrameShare | null = null
  let telling: Telling | null = null
  let { mark } = known
  let shown = ''
  let isBeating = false
  let said = Promise.resolve()
  /** How often in a row, without hearing anything. */
  let yielded = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function note(event: PacingEvent): void {
    if (ends.signal.aborted) return
    pacing.on(event)
    follow()
  }

  function follow(): void {
    clearTimeout(timer)
    if (ends.signal.aborted) return
    const state = pacing.state()
    const text = JSON.stringify(state)
    if (text !== shown) onState(state)
    shown = text
    const at = isBeating ? null : pacing.next()
    if (at !== null) timer = setTimeout(() => void run(), Math.max(0, at - now()))
  }

  /** Never rejects. */
  async function run(): Promise<void> {
    isBeating = true
    const release = await holdTurn()
    if (release && isDue()) await askPortal()
    else if (!release) pacing.on({ kind: 'yielded' })
    // another frame has its turn when it can have heard what this one said
    if (release) void said.then(release)
    isBeating = false
    follow()
  }

  /** Null while another frame beats. */
  async function holdTurn(): Promise<(() => void) | null> {
    const release = share ? await share.hold() : () => undefined
    yielded = release ? 0 : yielded + 1
    if (yielded <= MOST_YIELDED) return release
    yielded = 0
    return () => undefined
  }

  /** Timers are late after a sleep, and another frame may have been quicker. */
  function isDue(): boolean {
    const at = pacing.next()
    return !ends.signal.aborted && at !== null && at <= now()
  }

  async function askPortal(): Promise<void> {
    pacing.on({ kind: 'beating' })
    const readAt = now()
    try {
      const { answer, work } = await withDeadline(beat(ends.signal), DEADLINE, () => new PortalError('timeout'))
      if (ends.signal.aborted) return
      receive({ answer, work, readAt }, 'this')
      if (share) said = share.tell({ answer, work, readAt })
    } catch (cause) {
      if (!ends.signal.aborted) pacing.on(toRefused(cause))
    }
  }

  function receive({ answer, work, readAt }: SharedBeat, by: 'this' | 'other'): void {
    const { isNews, mark: next } = take(answer, readAt)
    if (by === 'this' && isNews && !pacing.state().isOutdated) telling?.noticed()
    show(next)
    pacing.on({ kind: 'beaten', by, isNews, work })
  }

  function show(next: string | null): void {
    mark = next
    telling?.shows(mark)
  }

  function hear(shared: SharedBeat): void {
    if (ends.signal.aborted) return
    yielded = 0
    try {
      receive(shared, 'other')
    } catch {
      return // of another version of this page: this one asks for itself
    }
    follow()
  }

  /** What was refused is not the chat: it slows the heart only where the portal has too much to do. */
  function noteBusy(cause: unknown): void {
    if (PortalError.from(cause).kind === 'busy') note(toRefused(cause))
  }

  async function join(): Promise<void> {
    const joined = await options.openShare(hear).catch(() => null)
    if (ends.signal.aborted) joined?.close()
    else share = joined
  }

  async function listen(): Promise<void> {
    const channel = await tells?.open().catch(() => null)
    if (!tells || !channel) return
    if (ends.signal.aborted) return channel.close()
    telling = createTelling({
      tells: channel, chat: tells.chat, now, onTold: () => note({ kind: 'told' }), onRefused: noteBusy,
    })
    telling.shows(mark)
  }

  const staying = tells?.isWorth ? setTimeout(() => void listen(), TOLD_AFTER) : undefined
  watchPage({ page, signal: ends.signal, now, note })
  void join()
  follow()

  return {
    changed: () => note({ kind: 'changed' }),
    read(next) {
      show(next)
      note({ kind: 'read' })
    },
    ask: () => note({ kind: 'asked' }),
    async during(work) {
      note({ kind: 'request' })
      try {
        return await work
      } catch (cause) {
        noteBusy(cause)
        throw cause
      } finally {
        note({ kind: 'request-over' })
      }
    },
    repeated: () => note({ kind: 'repeated' }),
    stop() {
      ends.abort()
      clearTimeout(timer)
      clearTimeout(staying)
      share?.close()
      telling?.close()
    },
  }
}

function toRefused(cause: unknown): PacingEvent {
  const { kind, code, resetAt } = PortalError.from(cause)
  return { kind: 'refused', why: kind === 'busy' && code === 'OPERATION_TIME_LIMIT' ? 'working-time' : REFUSALS[kind] ?? 'failed', until: resetAt }
}
