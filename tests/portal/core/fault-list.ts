import type { Fault, FaultKind } from './faults.ts'

export interface Strike {
  /** Sum of the latencies that apply, milliseconds. */
  latencyMs: number
  /** The first fault that is no latency, null when there is none. */
  kind: FaultKind | null
}

export interface FaultList {
  readonly all: readonly Fault[]
  add(fault: Fault): void
  clear(): void
  /** What strikes a target of these names; what struck has one time less, what still lets calls pass has one less to skip. */
  take(side: Fault['side'], names: readonly string[]): Strike
}

export function createFaultList(): FaultList {
  let faults: Fault[] = []
  return {
    get all() {
      return faults
    },
    add: (fault) => { faults = [...faults, { ...fault }] },
    clear: () => { faults = [] },
    take: (side, names) => {
      const strike: Strike = { latencyMs: 0, kind: null }
      faults = faults.flatMap((one) => {
        if (one.side !== side || !names.includes(one.target) || one.times === 0) return one.times === 0 ? [] : [one]
        if (one.skip !== undefined && one.skip > 0) return [{ ...one, skip: one.skip - 1 }]
        if (one.fault.kind === 'latency') strike.latencyMs += one.fault.ms
        else if (strike.kind === null) strike.kind = one.fault
        else return [one]
        const times = one.times === null ? null : one.times - 1
        return times === 0 ? [] : [{ ...one, times }]
      })
      return strike
    },
  }
}
