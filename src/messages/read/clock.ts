/** Time as a reading sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** @throws the signal's reason as soon as there is one */
  wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) => orAborted(new Promise(resolve => setTimeout(resolve, ms)), signal),
}

/** `work`, or the signal's reason as soon as there is one; the work goes on, and its result is dropped. */
export async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return await work
  signal.throwIfAborted()
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason as Error)
  })
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
