import { defineStore } from 'pinia'

/** Milliseconds since 1970 that go on where the device's clock is set back; a sleep of the device counts. */
export function steadyClock(): () => number {
  let behind = 0
  let last = Date.now()
  /** Never set back, but stands still on some devices while they sleep. */
  let ticked = performance.now()
  return () => {
    const wall = Date.now()
    const ticks = performance.now()
    if (wall < last) behind += last - wall + Math.round(ticks - ticked)
    last = wall
    ticked = ticks
    return wall + behind
  }
}

/** The one of the app, for times that are compared with each other: of two clocks only one may know that the device's was set back. */
export const useSteadyClock = defineStore('steady-clock', () => ({ now: steadyClock() }))
