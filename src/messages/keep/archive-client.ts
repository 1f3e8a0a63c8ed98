import { ArchiveError, type ArchiveMethod, type ArchiveParams, type ArchiveReply, type ArchiveRequest, type ArchiveValue } from './protocol.ts'
import type { QuestionAnswer, QuestionName, QuestionParams } from './questions/index.ts'
import workerUrl from './archive-worker.ts?worker&url'

export interface CallOptions {
  /** Ends the waiting at once; what has not begun is not done. */
  signal?: AbortSignal
  /** A newer call of the same lane cancels an older one: of a filter that is being typed only the last counts. */
  lane?: string
}

export interface ArchiveClient {
  /** @throws ArchiveError */
  call<Method extends ArchiveMethod>(method: Method, params: ArchiveParams<Method>, options?: CallOptions): Promise<ArchiveValue<Method>>
  /** One question to the columns, see `QUESTIONS`. @throws ArchiveError */
  ask<Name extends QuestionName>(question: Name, params: QuestionParams<Name>, options?: CallOptions): Promise<QuestionAnswer<Name>>
  /** Ends the worker; whatever waits fails as `cancelled`. */
  stop(): void
}

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: ArchiveError) => void
}

interface ClientOptions {
  /** @throws ArchiveError when there is none to be had */
  startWorker: () => Worker
  /** The worker ended by itself: what it held is gone. The next call starts another one. */
  onCrash: () => void
}

/**
 * How often it is looked whether a worker of which something is wanted has said anything, and after how many times in vain it counts as
 * ended: three minutes, far more than a million messages from the disk take. Not one long wait: a device that wakes up has slept one of them.
 */
const LOOK_MS = 10_000
const MOST_LOOKS = 18

/** Talks to a worker of its own, started with the first call. Every call settles: with an answer, or as cancelled or crashed. */
export function createArchiveClient({ startWorker, onCrash }: ClientOptions): ArchiveClient {
  const waiting = new Map<number, Waiting>()
  const lanes = new Map<string, AbortController>()
  let worker: Worker | null = null
  let lastId = 0
  let looks = 0
  let watch: ReturnType<typeof setInterval> | undefined

  function look() {
    looks += 1
    if (looks < MOST_LOOKS) return
    end('crashed')
    onCrash()
  }

  function watchWhileWaiting() {
    if (waiting.size === 0) {
      clearInterval(watch)
      watch = undefined
    } else if (watch === undefined) {
      looks = 0
      watch = setInterval(look, LOOK_MS)
    }
  }

  function end(kind: 'crashed' | 'cancelled') {
    worker?.terminate()
    worker = null
    const all = [...waiting.values()]
    waiting.clear()
    watchWhileWaiting()
    for (const { reject } of all) reject(new ArchiveError(kind))
  }

  function start(): Worker {
    const started = startWorker()
    const crash = (event: Event) => {
      event.preventDefault()
      if (worker !== started) return
      end('crashed')
      onCrash()
    }
    started.onerror = crash
    started.onmessageerror = crash
    started.onmessage = ({ data: reply }: MessageEvent<ArchiveReply>) => {
      looks = 0
      const call = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.ok) call?.resolve(reply.value)
      else call?.reject(new ArchiveError(reply.kind))
    }
    return started
  }

  /** The signal of a call: that of the caller, that of its lane, or both. */
  function signalOf({ signal, lane }: CallOptions): AbortSignal | undefined {
    if (lane === undefined) return signal
    lanes.get(lane)?.abort()
    const newest = new AbortController()
    lanes.set(lane, newest)
    if (signal?.aborted) newest.abort()
    signal?.addEventListener('abort', () => newest.abort(), { once: true })
    return newest.signal
  }

  async function send(request: Exclude<ArchiveRequest, { method: 'cancel' }>, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted) throw new ArchiveError('cancelled')
    const current = worker ??= start()
    let cancel: () => void = () => undefined
    try {
      return await new Promise((resolve, reject) => {
        cancel = () => {
          if (!waiting.delete(request.id)) return
          current.postMessage({ id: request.id, method: 'cancel' } satisfies ArchiveRequest)
          reject(new ArchiveError('cancelled'))
        }
        signal?.addEventListener('abort', cancel, { once: true })
        waiting.set(request.id, { resolve, reject })
        watchWhileWaiting()
        current.postMessage(request)
      })
    } catch (cause) {
      throw ArchiveError.from(cause)
    } finally {
      waiting.delete(request.id)
      watchWhileWaiting()
      signal?.removeEventListener('abort', cancel)
    }
  }

  const client: ArchiveClient = {
    async call(method, params, options = {}) {
      // the two types say that a method's answer belongs to its name
      const request = { id: ++lastId, method, params } as Exclude<ArchiveRequest, { method: 'cancel' }>
      return await send(request, signalOf(options)) as ArchiveValue<typeof method>
    },
    async ask(question, params, options) {
      const request = { question, params } as ArchiveParams<'ask'>
      return await client.call('ask', request, options) as QuestionAnswer<typeof question>
    },
    stop: () => end('cancelled'),
  }
  return client
}

/** Of browsers with Trusted Types, as far as it is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string }
}

/** Named in the policy of every host (`trusted-types`): the one address that code is started from besides imports. */
const POLICY = 'chatside-worker'

let trustedUrl: string | undefined

/** A policy of one name can be made only once a page. */
function toTrusted(url: string): string {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  trustedUrl ??= trustedTypes ? trustedTypes.createPolicy(POLICY, { createScriptURL: () => url }).createScriptURL(url) : url
  return trustedUrl
}

/** @throws ArchiveError `no-worker` */
export function startWorker(): Worker {
  if (typeof Worker === 'undefined') throw new ArchiveError('no-worker')
  try {
    return new Worker(toTrusted(workerUrl), { type: 'module', name: 'chatside-archive' })
  } catch (cause) {
    throw new ArchiveError('no-worker', cause)
  }
}
