/** REST through the SDK: one way out, our own deadline, every failure a `PortalError`. */
import type { AjaxResult, B24Frame, RestrictionParams, Result } from '@bitrix24/b24jssdk'
import { isRecord } from '../lib/is-record.ts'
import { withDeadline } from '../lib/with-deadline.ts'
import { PortalError } from './errors.ts'
import { changesChat, isRead } from './methods.ts'
import type { Command, Outcome, Portal, RequestListener } from './portal.ts'
import { errorInResult, isRateLimit, toPortalError } from './to-portal-error.ts'

/**
 * How the SDK must behave: one attempt, no waiting of its own. By default it sends a request three times, also after a
 * lost connection, when the portal may already have done what was asked; and it may hold a request back for minutes and
 * send it long after our deadline told the person that it failed. Every group is complete because the SDK replaces
 * whole groups. Prints nothing: the SDK's loggers are silent unless one is set.
 */
export const RESTRICTIONS: RestrictionParams = {
  rateLimit: { burstLimit: 50, drainRate: 2, adaptiveEnabled: false },
  operatingLimit: { windowMs: 600_000, limitMs: Number.MAX_SAFE_INTEGER, heavyPercent: 100 },
  adaptiveConfig: { enabled: false, thresholdPercent: 100, coefficient: 0.001, maxDelay: 0 },
  maxRetries: 1,
  retryDelay: 1_000,
  retryOnNetworkError: false,
}

/**
 * Pauses before a refused read is sent again, milliseconds. The portal's bucket drains two requests a second
 * (api docs, limits.md), and a whole office may share it.
 */
const REPEAT_PAUSES = [1_000, 2_000, 4_000]

interface RestOptions {
  actions: B24Frame['actions']
  /** Milliseconds for one call with its repeats. */
  deadlineMs?: number
  wait?: (ms: number) => Promise<void>
  /** 0 to 1, spreads the repeats of people behind one address. */
  random?: () => number
  onRequest?: RequestListener
  /** A read was refused and waits to be sent again. */
  onRepeat?: () => void
}

/** `call` and `batch` of the portal. */
export function createRest(options: RestOptions): Pick<Portal, 'batch' | 'call'> {
  const { actions, deadlineMs = 15_000, random = Math.random, onRequest, onRepeat } = options
  const wait = options.wait ?? sleep

  function send<Value>(method: string, mayRepeat: boolean, once: () => Promise<Value>): Promise<Value> {
    const answer = sendUntil(method, mayRepeat, once)
    onRequest?.(answer, changesChat(method))
    return answer
  }

  async function sendUntil<Value>(method: string, mayRepeat: boolean, once: () => Promise<Value>): Promise<Value> {
    let isOver = false
    const run = async (): Promise<Value> => {
      for (let repeats = 0; ; repeats += 1) {
        try {
          return await once()
        } catch (thrown) {
          const error = toPortalError(thrown, method)
          const pause = mayRepeat && isRateLimit(error) ? REPEAT_PAUSES[repeats] : undefined
          if (pause === undefined) throw error
          onRepeat?.()
          await wait(pause * (1 + random() / 2))
          if (isOver) throw error
        }
      }
    }
    try {
      return await withDeadline(run(), deadlineMs, () => new PortalError('timeout', { method }))
    } finally {
      isOver = true
    }
  }

  return {
    call({ method, params }: Command): Promise<unknown> {
      return send(method, isRead(method), async () => {
        const answer = await actions.v2.call.make({ method, params: toPlain(params, method) })
        return readAnswer(answer, method)
      })
    },

    async batch<Name extends string>(commands: Record<Name, Command>): Promise<Record<Name, Outcome>> {
      const named = Object.keys(commands) as Name[] // the type says that these are all the keys there are
      if (named.length === 0) return {} as Record<Name, Outcome> // and here that there are none
      const names = named.filter(name => !isSaid(commands[name]))
      const calls = Object.fromEntries(names.map((name) => {
        const { method, params } = commands[name]
        return [name, { method, params: toPlain(params, method) }]
      }))
      const rows = await send('batch', names.every(name => isRead(commands[name].method)), async () => {
        // `isHaltOnError` is true unless said otherwise, and would leave later commands without any answer
        const answer = await actions.v2.batch.make({ calls, options: { isHaltOnError: false, returnAjaxResult: true } })
        return readRows(answer)
      })
      const time = timeIn([...rows.values()].map(row => row.getData()?.time))
      const of = (name: Name): Outcome => isSaid(commands[name]) ? time : toOutcome(rows.get(name), commands[name].method)
      return Object.fromEntries(named.map(name => [name, of(name)])) as Record<Name, Outcome>
    },
  }
}

/** What time it is the portal says with every answer (api docs, batch.md), so in a batch it is not asked. */
export const isSaid = ({ method }: Command): boolean => method === 'server.time'

/** The answer of `server.time` by what stands beside the answers to commands, in their order: when the last was ready; null where none says it. */
export function timeIn(times: readonly unknown[]): Outcome {
  return { ok: true, value: times.filter(isRecord).at(-1)?.['date_finish'] ?? null, total: null }
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

/**
 * The SDK copies parameters with `structuredClone`, which refuses a reactive proxy *after* the call succeeded, and
 * reports that as a failure of the call. What goes over the wire is JSON anyway.
 */
function toPlain(params: Record<string, unknown> | undefined, method: string): Record<string, unknown> {
  try {
    const plain: unknown = JSON.parse(JSON.stringify(params ?? {}))
    return isRecord(plain) ? plain : {}
  } catch (cause) {
    throw new PortalError('unknown', { method, cause })
  }
}

function readAnswer(answer: AjaxResult, method: string): unknown {
  if (!answer.isSuccess) throw toPortalError(firstError(answer), method)
  const value = answer.getData()?.result
  const error = errorInResult(value, method)
  if (error) throw error
  // `null` is an answer, a missing result is none; the SDK also hands this over for an error with an empty code
  if (value === undefined) throw new PortalError('bad-answer', { method })
  return value
}

function readRows(answer: Result): ReadonlyMap<string, AjaxResult> {
  const rows = answer.getData()
  const entries = isRecord(rows) ? Object.entries(rows).filter(isRow) : []
  // without rows the request itself failed, softly; with rows the errors are those of commands
  if (entries.length === 0) throw toPortalError(firstError(answer), 'batch')
  return new Map(entries)
}

function isRow(entry: [string, unknown]): entry is [string, AjaxResult] {
  const row = entry[1]
  return typeof row === 'object' && row !== null && 'isSuccess' in row && 'getTotal' in row
}

function toOutcome(row: AjaxResult | undefined, method: string): Outcome {
  if (!row) return { ok: false, error: new PortalError('bad-answer', { method }) }
  try {
    const value = readAnswer(row, method)
    const total = row.getTotal()
    // The SDK says 0 both for "none" and for "the portal did not say"; the portal says -1 where it does not count.
    return { ok: true, value, total: total > 0 ? total : null }
  } catch (thrown) {
    return { ok: false, error: toPortalError(thrown, method) }
  }
}

function firstError(answer: Pick<Result, 'getErrors'>): unknown {
  return [...answer.getErrors()][0]
}
