import type { FaultList } from '../fault-list.ts'
import type { FaultKind } from '../faults.ts'
import type { Log } from '../log.ts'
import type { World } from '../world/model.ts'
import { runBatch } from './batch.ts'
import { identify } from './caller.ts'
import { answer, rawAnswer, timeOf } from './envelope.ts'
import { type Method, RestError, type RestReply, type RestRequest } from './exchange.ts'
import { connectionFault, faultError, queryLimitExceeded, spoil } from './fault-replies.ts'
import { createOperatingBudget, createRateBuckets } from './limits.ts'
import { readRequest, type RestCall } from './read-request.ts'
import type { Unresolved } from './references.ts'
import { createMethodRunner } from './run-method.ts'
import type { Tokens } from './tokens.ts'

export interface RestParts {
  world: World
  now: () => number
  /** Everything but `batch`, which is built in. */
  methods: readonly Method[]
  tokens: Tokens
  log: Log
  faults: FaultList
  unresolved: Unresolved
  beforeCommand?: ((method: string) => void) | undefined
}

/** What one request came to, for the log and for the reply. */
interface Done {
  body: Record<string, unknown>
  personId: number
  commands: string[]
  workMs: number
  broken: FaultKind | null
}

/**
 * REST v2 of the portal: one request in, one reply out. Reading the request, rate limit, faults, https, existence of the method,
 * token, scope, working time, then the method. The clock does not move while a request runs: its work shows in `time` and `delayMs`.
 */
export function createRestEngine(parts: RestParts): (request: RestRequest) => RestReply {
  const { world, now, tokens, log, faults, unresolved } = parts
  const { settings } = world
  const runner = createMethodRunner({ world, log, methods: parts.methods, budget: createOperatingBudget(), beforeCommand: parts.beforeCommand })
  const isWithinRate = createRateBuckets(settings.limits)

  const runCall = (call: RestCall, at: number, latencyMs: number, isSecure: boolean): Done => {
    // Documented as an error, not where the portal draws the line: assumed to hold for portals that are on https.
    if (settings.isHttps && !isSecure) throw new RestError('INVALID_REQUEST', 'Https required', 400)
    const method = call.method === 'batch' ? null : runner.find(call.method, at)
    const caller = identify({ world, tokens, now: at, token: call.token, required: method?.scopes ?? [] })
    const personId = caller.viewer.id
    if (!method) {
      const { result, commands, workMs, broken } = runBatch({ runner, faults, unresolved }, call.params, caller, at + latencyMs)
      // A batch itself is not accounted for in `operating`, so there is never a basket to fall away.
      const operating = settings.limits.operatingSeconds === null ? null : { seconds: 0, resetAt: Math.floor(at / 1000) + 600 }
      const time = timeOf({
        startedAt: at, durationMs: workMs + latencyMs, processingMs: workMs, utcOffsetMinutes: settings.utcOffsetMinutes, operating,
      })
      return { body: { result, time }, personId, commands, workMs: workMs + latencyMs, broken }
    }
    const run = runner.run(method, { params: call.params, caller, startedAt: at, latencyMs })
    if (!run.answer.ok) throw run.answer.error
    const { result, total, next } = run.answer.value
    const body = { result, ...(next === undefined ? {} : { next }), ...(total === undefined ? {} : { total }), time: run.time }
    return { body, personId, commands: [], workMs: run.workMs, broken: null }
  }

  return (request) => {
    // The preflight ends before anything is counted or checked; the log keeps to what an application asked for.
    if (request.method.toUpperCase() === 'OPTIONS') return rawAnswer(200, '', 'text/html; charset=utf-8', 0)
    const at = now()
    const call = readRequest(request)
    const knownToken = call.token === null ? undefined : tokens.find(call.token)
    const entry = { kind: 'rest', at, method: call.method, personId: knownToken?.personId ?? null, params: call.params } as const
    const note = (reply: RestReply, code: string, commands: string[]): RestReply => {
      log.add({ ...entry, status: reply.kind === 'answer' ? reply.status : null, code, commands })
      return reply
    }
    const errorReply = ({ status, code, message, extra }: RestError, delayMs: number): RestReply =>
      answer(status, { error: code, error_description: message, ...extra }, call.format, delayMs)
    const refuse = (error: RestError, delayMs: number): RestReply => note(errorReply(error, delayMs), error.code, [])

    if (!isWithinRate(request.ip, at)) return refuse(queryLimitExceeded(), 0)
    const strike = faults.take('rest', [call.method, '*'])
    const lost = strike.kind && connectionFault(strike.kind, strike.latencyMs)
    if (lost) return note(lost, '', [])
    const error = strike.kind && faultError(strike.kind, at)
    if (error) return refuse(error, strike.latencyMs)
    try {
      const done = runCall(call, at, strike.latencyMs, request.isSecure ?? settings.isHttps)
      const reply = done.broken && connectionFault(done.broken, done.workMs)
      const whole = reply ?? spoil(done.broken, answer(200, done.body, call.format, done.workMs))
      return note(spoil(strike.kind, whole), '', done.commands)
    } catch (problem) {
      if (!(problem instanceof RestError)) throw problem
      const refusal = errorReply(problem, strike.latencyMs)
      // A refusal is not spoilt, but it can be lost.
      return note(strike.kind?.kind === 'cut-after' ? spoil(strike.kind, refusal) : refusal, problem.code, [])
    }
  }
}
