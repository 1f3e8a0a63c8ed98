/** Milliseconds of work after which the page gets its turn: a person notices a frame that is late, not one that is full. */
const SLICE_MS = 12

/** For work in many small steps: awaited between two steps, it lets the page do its pending work when the steps have taken long. */
export function createGiveWay(): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < SLICE_MS) return
    await nextTask()
    began = performance.now()
  }
}

/** Not in every browser yet. */
interface Yielding {
  scheduler?: { yield?: () => Promise<void> }
}

/** Timers of a page in the background fire once a second, so this is only the fallback. */
async function nextTask(): Promise<void> {
  const { scheduler }: Yielding = globalThis as Yielding
  if (scheduler?.yield) await scheduler.yield()
  else await new Promise(resolve => setTimeout(resolve, 0))
}
