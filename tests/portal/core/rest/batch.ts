import type { FaultKind } from '../faults.ts'
import type { FaultList } from '../fault-list.ts'
import { isTruthy, toJsonShape, upperKeys } from '../php.ts'
import { type Caller, checkScopes } from './caller.ts'
import { type Params, RestError } from './exchange.ts'
import { connectionFault, faultError } from './fault-replies.ts'
import { parsePhpQuery } from './php-query.ts'
import { resolveReferences, type Unresolved } from './references.ts'
import type { MethodRunner, Run } from './run-method.ts'

const MAX_COMMANDS = 50
/** Source: vsyntot/tacticum_web, modules/rest/classes/general/rest_provider.php, methodsBatch. */
const NOT_IN_BATCH = ['batch', 'download', 'upload']

export interface BatchRun {
  result: unknown
  /** Inner methods in order. */
  commands: string[]
  workMs: number
  /** A fault of an inner method that breaks the whole request. */
  broken: FaultKind | null
}

interface BatchParts {
  runner: MethodRunner
  faults: FaultList
  unresolved: Unresolved
}

/** `method?query#fragment` as PHP's `parse_url` cuts it: a second `?` stays in the query, from `#` on everything is lost. */
function splitCommand(command: string): { method: string, query: string } {
  const [, method = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(command) ?? []
  return { method: method.toLowerCase(), query }
}

/** Commands by key, with their places in the batch: what is no text has a place, but is skipped. */
function readCommands(cmd: unknown): [index: number, key: string, command: string][] {
  if (typeof cmd !== 'object' || cmd === null) return []
  return Object.entries(cmd).flatMap(([key, command], index) => (typeof command === 'string' ? [[index, key, command]] : []))
}

/**
 * Runs a batch: always a success as a whole, with results and errors by command.
 * Source: https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html
 * @throws RestError
 */
export function runBatch({ runner, faults, unresolved }: BatchParts, params: Params, caller: Caller, now: number): BatchRun {
  const { CMD: cmd, HALT: halt } = upperKeys(params)
  const earlier = { result: new Map(), total: new Map(), next: new Map(), time: new Map(), error: new Map() }
  const commands: string[] = []
  let workMs = 0
  let broken: FaultKind | null = null
  let isUnanswered = false

  const runCommand = (method: string, query: string): Run => {
    if (NOT_IN_BATCH.includes(method)) throw new RestError('ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage', 405)
    const inner = resolveReferences(parsePhpQuery(query), earlier, unresolved)
    delete inner['auth']
    delete inner['access_token']
    const found = runner.find(method, now)
    const strike = faults.take('rest', [method])
    const error = strike.kind && faultError(strike.kind, now)
    isUnanswered = strike.kind?.kind === 'unanswered'
    if (strike.kind && !error && !isUnanswered) broken = strike.kind
    workMs += error ? strike.latencyMs : 0
    if (error) throw error
    // The documentation's sample of this error has an empty description.
    checkScopes(found.scopes, caller.scopes, '')
    return runner.run(found, { params: inner, caller, startedAt: now + workMs, latencyMs: strike.latencyMs })
  }

  const attempt = (index: number, command: string): Run['answer'] & { time?: unknown } => {
    try {
      if (index >= MAX_COMMANDS) throw new RestError('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded', 400)
      const { method, query } = splitCommand(command)
      commands.push(method)
      const run = runCommand(method, query)
      workMs += run.workMs
      return { ...run.answer, time: run.time }
    } catch (error) {
      if (error instanceof RestError) return { ok: false, error }
      throw error
    }
  }

  for (const [index, key, command] of readCommands(cmd)) {
    isUnanswered = false
    const outcome = attempt(index, command)
    if (isUnanswered) continue
    if (broken && connectionFault(broken, 0)) break
    if (outcome.ok) {
      const { result, total, next } = outcome.value
      earlier.result.set(key, result)
      if (total !== undefined) earlier.total.set(key, total)
      if (next !== undefined) earlier.next.set(key, next)
      earlier.time.set(key, outcome.time)
    } else {
      const { code, message, extra } = outcome.error
      earlier.error.set(key, { error: code, error_description: message, ...extra })
      if (isTruthy(halt)) break
    }
  }
  return {
    result: {
      result: toJsonShape(earlier.result),
      result_error: toJsonShape(earlier.error),
      result_total: toJsonShape(earlier.total),
      result_next: toJsonShape(earlier.next),
      result_time: toJsonShape(earlier.time),
    },
    commands,
    workMs,
    broken,
  }
}
