/**
 * Large reading batches, past the SDK. Its transport copies and prints every answer for a log even when nobody logs
 * (abstract-http.ts, `_makeAxiosRequest`), in the same task that parses it, keeps to itself what the portal says about
 * working time, drops a whole batch for one command without an answer, and cannot be stopped. The token stays the SDK's.
 */
import type { B24Frame } from '@bitrix24/b24jssdk'
import { createGiveWay } from '../lib/give-way.ts'
import { isRecord } from '../lib/is-record.ts'
import { parseInSlices } from '../lib/parse-in-slices.ts'
import { PortalError } from './errors.ts'
import { isRead } from './methods.ts'
import type { BatchAnswer, Command, MethodWork, Opening, Outcome } from './portal.ts'
import { isSaid, timeIn } from './rest.ts'
import { errorInResult, toPortalError } from './to-portal-error.ts'
import { methodWorkOf, resetAtOf, workingTimeOf } from './working-time.ts'

/** As long as the SDK waits for a request. */
const DEADLINE_MS = 30_000

/** Characters that a browser parses in a millisecond or two: finding where the parts begin would take as long again. */
const PARSED_AT_ONCE = 100_000

const NEEDS_NEW_TOKEN: readonly string[] = ['expired_token', 'invalid_token']

type Auth = Pick<B24Frame['auth'], 'getAuthData' | 'refreshAuth'>

interface ReadBatchOptions {
  deadlineMs?: number
  signal?: AbortSignal
}

/** See `Portal.readBatch`. */
export async function readBatch<Name extends string>(
  { auth }: { auth: Auth }, { origin }: Pick<Opening, 'origin'>, commands: Readonly<Record<Name, Command>>,
  { signal, deadlineMs = DEADLINE_MS }: ReadBatchOptions = {},
): Promise<BatchAnswer<Name>> {
  const named = Object.keys(commands) as Name[] // the type says that these are all the keys there are
  const names = named.filter(name => !isSaid(commands[name]))
  if (names.length === 0 || names.length > 50) throw new RangeError('A batch has one to fifty commands')
  if (!names.every(name => isRead(commands[name].method))) throw new TypeError('Only commands that read may be sent so')
  const body = new URLSearchParams([['halt', '0'], ...names.map(name => [`cmd[${name}]`, toCommand(commands[name])])])

  const send = async (token: string): Promise<Record<string, unknown>> => {
    body.set('auth', token)
    return await post(`${origin}/rest/batch`, { body, signal, deadlineMs })
  }
  const known = auth.getAuthData()
  try {
    return toAnswer(await send(known ? known.access_token : await renew(auth)), named, commands)
  } catch (error) {
    if (!(error instanceof PortalError) || !NEEDS_NEW_TOKEN.includes(error.code)) throw error
    signal?.throwIfAborted()
    return toAnswer(await send(await renew(auth)), named, commands)
  }
}

async function renew(auth: Auth): Promise<string> {
  try {
    return (await auth.refreshAuth()).access_token
  } catch (thrown) {
    throw toPortalError(thrown, 'batch')
  }
}

function toCommand({ method, params = {} }: Command): string {
  const query = Object.entries(params).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return query.length === 0 ? method : `${method}?${query.join('&')}`
}

interface Post {
  body: URLSearchParams
  signal: AbortSignal | undefined
  deadlineMs: number
}

/** A form, because a browser asks nobody before it sends one to another origin. */
async function post(address: string, { body, signal, deadlineMs }: Post): Promise<Record<string, unknown>> {
  signal?.throwIfAborted()
  const stop = new AbortController()
  const abort = (): void => stop.abort()
  signal?.addEventListener('abort', abort)
  const timer = setTimeout(abort, deadlineMs)
  try {
    const response = await fetch(address, { method: 'POST', body, credentials: 'omit', signal: stop.signal })
    return await readBody(await response.text(), response.status)
  } catch (thrown) {
    signal?.throwIfAborted()
    if (thrown instanceof PortalError) throw thrown
    throw new PortalError(stop.signal.aborted ? 'timeout' : 'offline', { method: 'batch', cause: thrown })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

/** @throws PortalError for whatever is no success of the whole request */
async function readBody(text: string, status: number): Promise<Record<string, unknown>> {
  const body = await toJson(text)
  const code = isRecord(body) && typeof body['error'] === 'string' ? body['error'] : ''
  if (status === 200 && isRecord(body) && code === '') return body
  const words = isRecord(body) && typeof body['error_description'] === 'string' ? body['error_description'] : ''
  // without a code of the portal something in between has answered: the HTTP client of the SDK calls that so
  const resetAt = isRecord(body) ? resetAtOf([body, body['time']]) : null
  throw toPortalError(Object.assign(new Error(words), { code: code || 'ERR_BAD_RESPONSE', status, resetAt }), 'batch')
}

/** Null for what is no JSON. */
async function toJson(text: string): Promise<unknown> {
  try {
    // two levels of names, then the commands: each answer is parsed by itself
    return text.length <= PARSED_AT_ONCE ? JSON.parse(text) : await parseInSlices(text, 3, createGiveWay())
  } catch {
    return null
  }
}

function toAnswer<Name extends string>(
  { result, time }: Record<string, unknown>, names: readonly Name[], commands: Readonly<Record<Name, Command>>,
): BatchAnswer<Name> {
  if (!isRecord(result)) throw new PortalError('bad-answer', { method: 'batch' })
  // what is empty is a list, and so is what is keyed 0, 1, 2: a name looked up in a list is not found
  const [values = {}, errors = {}, times = {}] = [result['result'], result['result_error'], result['result_time']].map(part => (isRecord(part) ? part : {}))
  const outcomes: Partial<Record<Name, Outcome>> = {}
  const work: Partial<Record<Name, MethodWork>> = {}
  for (const name of names) {
    const outcome = isSaid(commands[name]) ? timeIn([time]) : toOutcome(values, errors, name, commands[name].method)
    if (outcome) outcomes[name] = outcome
    const ofMethod = Object.hasOwn(times, name) ? methodWorkOf(times[name]) : null
    if (ofMethod) work[name] = ofMethod
  }
  return { outcomes, work, ...workingTimeOf(time, [...Object.values(times), ...Object.values(errors)]) }
}

function toOutcome(values: Record<string, unknown>, errors: Record<string, unknown>, name: string, method: string): Outcome | null {
  const refusal = Object.hasOwn(errors, name) ? errors[name] : undefined
  if (refusal !== undefined) {
    const [code, words] = isRecord(refusal) ? [refusal['error'], refusal['error_description']] : [refusal, '']
    const thrown = Object.assign(new Error(String(words ?? '')), { code: typeof code === 'string' ? code : '', status: 200 })
    return { ok: false, error: toPortalError(thrown, method) }
  }
  if (!Object.hasOwn(values, name)) return null
  const value = values[name]
  const error = errorInResult(value, method)
  return error ? { ok: false, error } : { ok: true, value, total: null }
}
