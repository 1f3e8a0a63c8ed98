import type { Log } from '../log.ts'
import type { World } from '../world/model.ts'
import type { Caller } from './caller.ts'
import { timeOf } from './envelope.ts'
import { type Method, type MethodResult, type Params, RestError } from './exchange.ts'
import { isoDate } from '../world/dates.ts'
import type { OperatingBudget } from './limits.ts'

export interface Run {
  answer: { ok: true, value: MethodResult } | { ok: false, error: RestError }
  /** Milliseconds it took, 0 when it was refused before it began. */
  workMs: number
  time: Record<string, unknown>
}

export interface MethodRunner {
  /** A missing method is recorded. @throws RestError `ERROR_METHOD_NOT_FOUND` */
  find(name: string, now: number): Method
  run(method: Method, call: { params: Params, caller: Caller, startedAt: number, latencyMs: number }): Run
}

/**
 * The documentation names code and status, the text is assumed. When the method is free again the last answer that succeeded says
 * (settings/performance/limits.md); an error may have more than code and text (modules/rest/lib/restexception.php, output), so a fault may say it too.
 */
export function operationTimeLimit(resetAt: number | null): RestError {
  return new RestError('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', 429, resetAt === null ? {} : { operating_reset_at: resetAt })
}

interface RunnerParts {
  world: World
  methods: readonly Method[]
  log: Log
  budget: OperatingBudget
  beforeCommand?: ((method: string) => void) | undefined
}

/** Runs methods within their working-time budgets: https://apidocs.bitrix24.com/limits.html */
export function createMethodRunner(
  { world, methods, log, budget, beforeCommand }: RunnerParts,
): MethodRunner {
  const byName = new Map(methods.map(method => [method.name, method]))
  const { limits, utcOffsetMinutes } = world.settings

  const attempt = (method: Method, params: Params, { viewer, scopes }: Caller, now: number): Run['answer'] => {
    const context = { world, app: world.app, viewer, now, scopes, isoDate: (time: number) => isoDate(time, utcOffsetMinutes) }
    try {
      return { ok: true, value: method.run(params, context) }
    } catch (error) {
      if (error instanceof RestError) return { ok: false, error }
      throw error
    }
  }

  return {
    find: (name, now) => {
      const method = byName.get(name)
      if (method) return method
      log.add({ kind: 'unknown-method', at: now, method: name })
      throw new RestError('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404)
    },
    run: (method, { params, caller, startedAt, latencyMs }) => {
      beforeCommand?.(method.name)
      const { seconds } = budget.state(method.name, startedAt)
      const isRefused = limits.operatingSeconds !== null && seconds > limits.operatingSeconds
      const workMs = isRefused ? 0 : limits.workMs + latencyMs
      const answer: Run['answer'] = isRefused
        ? { ok: false, error: operationTimeLimit(null) }
        : attempt(method, params, caller, startedAt)
      if (!isRefused) budget.spend(method.name, startedAt, workMs)
      const operating = limits.operatingSeconds === null ? null : budget.state(method.name, startedAt)
      return { answer, workMs, time: timeOf({ startedAt, durationMs: workMs, processingMs: workMs, utcOffsetMinutes, operating }) }
    },
  }
}
