/**
 * The result of `work`, or `makeError()` thrown when it takes longer than `ms` milliseconds. The work itself cannot be stopped: a
 * later result is dropped.
 */
export async function withDeadline<Value>(work: Promise<Value>, ms: number, makeError: () => Error): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(makeError()), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Milliseconds until a file that neither arrives nor fails counts as failed. */
const LATEST = 20_000

/** A part of the page in a file of its own. @throws whatever kept it from loading, an Error when it is late */
export function loadFile<Part>(load: () => Promise<Part>): Promise<Part> {
  return withDeadline(load(), LATEST, () => new Error('late'))
}
