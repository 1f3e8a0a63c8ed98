/** Holds and releases a reading from outside. */
export interface ReadingControl {
  readonly isPaused: boolean
  /** No further request is sent and no further chunk is handed on. A pending answer is kept for later. */
  pause(): void
  resume(): void
  /** Settles when it is not held. */
  whenRunning(): Promise<void>
}

export function createReadingControl(): ReadingControl {
  let held: { promise: Promise<void>, release: () => void } | null = null
  return {
    get isPaused() {
      return held !== null
    },
    pause() {
      if (held) return
      let release: () => void = () => undefined
      const promise = new Promise<void>((resolve) => {
        release = resolve
      })
      held = { promise, release }
    },
    resume() {
      held?.release()
      held = null
    },
    async whenRunning() {
      while (held) await held.promise
    },
  }
}
