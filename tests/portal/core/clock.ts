/** The portal's clock: another one, such as the machine's, and what was added to it. */
export interface Clock {
  now(): number
  /** Moves it on. */
  advance(ms: number): void
  /** From now on only `advance` moves it. */
  hold(): void
}

export function createClock(source: () => number): Clock {
  let added = 0
  let heldAt: number | null = null
  return {
    now: () => (heldAt ?? source()) + added,
    advance(ms) {
      added += ms
    },
    hold() {
      heldAt ??= source()
    },
  }
}
