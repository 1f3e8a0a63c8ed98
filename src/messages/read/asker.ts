import { type BatchAnswer, type Command, type Outcome, PortalError, type Portal } from '../../bitrix24/index.ts'
import { type Clock, orAborted, createPace, type Pause } from './pace.ts'
import type { HistoryProgress, ReadingControl } from './reading.ts'

/** The most that a batch takes. */
const MOST_COMMANDS = 50

interface Extras {
  commands: Readonly<Record<string, Command>>
  read: (outcomes: Partial<Record<string, Outcome>>) => void
}

interface AskerOptions {
  portal: Pick<Portal, 'readBatch'>
  clock: Clock
  signal: AbortSignal | undefined
  control: ReadingControl | undefined
  /** Commands that go along with the first request that has room for them. */
  extras: Extras
  /** A request was sent, or a wait begins or ends. */
  onChange: (waiting: HistoryProgress['waiting']) => void
}

export type Commands<Name extends string> = Readonly<Record<Name, Command>>

/** Sends one request at a time, and pauses, slows down and repeats as the person and the portal require. */
export function createAsker({ portal, clock, signal: given, control, extras, onChange }: AskerOptions) {
  const pace = createPace(clock.now)
  const ending = new AbortController()
  const { signal } = ending
  const end = (): void => ending.abort(given?.reason)
  given?.addEventListener('abort', end)
  if (given?.aborted) end()
  let isFirst = true
  let requests = 0

  /** What is waited for besides the person: a request ahead may wait while the reading is paused. */
  let waiting: HistoryProgress['waiting'] = null
  const tell = (): void => onChange(control?.isPaused ? { reason: 'paused', until: null } : waiting)

  async function pause({ ms, reason }: Pause): Promise<void> {
    waiting = { reason, until: clock.now() + ms }
    tell()
    await clock.wait(ms, signal)
    waiting = null
    tell()
  }

  /** Settles at once unless the person paused the reading. */
  async function hold(): Promise<void> {
    signal.throwIfAborted()
    while (control?.isPaused) {
      tell()
      await orAborted(control.whenRunning(), signal)
      tell()
    }
  }

  async function refused(error: PortalError): Promise<void> {
    await pause(pace.refused(error))
  }

  return {
    get requests() {
      return requests
    },
    get pages() {
      return pace.pages
    },
    hold,
    /** @throws the signal's reason as soon as there is one */
    check: () => signal.throwIfAborted(),
    /** Waits after a command's own refusal. @throws the error when asking again does not help */
    refused,
    progressed: () => pace.progressed(),
    /** Nothing more is asked, and what is under way is given up. */
    close(): void {
      given?.removeEventListener('abort', end)
      ending.abort()
    },

    /**
     * The answer to the commands, which are made again for every repeat: fewer may be wanted then.
     * @throws PortalError, or the signal's reason
     */
    async ask<Name extends string>(make: () => Commands<Name>): Promise<BatchAnswer<Name>> {
      for (;;) {
        await hold()
        const wait = pace.beforeRequest()
        if (wait) {
          await pause(wait)
          continue
        }
        signal.throwIfAborted()
        const wanted = make()
        const count = Object.keys(wanted).length
        const isWithExtras = isFirst && count + Object.keys(extras.commands).length <= MOST_COMMANDS
        const commands: Commands<Name> = isWithExtras ? { ...extras.commands, ...wanted } : wanted
        requests += 1
        pace.sent()
        tell()
        try {
          const answer = await orAborted(portal.readBatch(commands, { signal }), signal)
          pace.answered(answer, count)
          if (isWithExtras) {
            isFirst = false
            extras.read(answer.outcomes)
          }
          return answer
        } catch (thrown) {
          if (!(thrown instanceof PortalError)) throw thrown
          await refused(thrown)
        }
      }
    },
  }
}

export type Asker = ReturnType<typeof createAsker>
