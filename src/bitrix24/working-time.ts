import { isRecord } from '../lib/is-record.ts'
import type { MethodWork, WorkingTime } from './portal.ts'

/**
 * What a batch says about working time. `operating` is summed up by method over ten minutes and printed with each command,
 * so the largest is what counts (api docs, limits.md). Its reset also stands in a refusal, where the page has none: assumed.
 */
export function workingTimeOf(time: unknown, ofCommands: readonly unknown[]): WorkingTime {
  const times = ofCommands.filter(isRecord)
  return {
    duration: isRecord(time) ? largest([time['duration']]) : null,
    operating: largest(times.map(one => one['operating'])),
    operatingResetAt: resetAtOf(times),
  }
}

/** What the `time` of one command says about its method; null where it says nothing: the page about batches has none. */
export function methodWorkOf(time: unknown): MethodWork | null {
  if (!isRecord(time)) return null
  const [operating, took] = [largest([time['operating']]), largest([time['duration']])]
  return operating === null || took === null ? null : { operating, took }
}

/** When the portal takes again what it refused, as what it sent says: milliseconds since 1970, the latest of several. */
export function resetAtOf(sent: readonly unknown[]): number | null {
  const seconds = largest(sent.filter(isRecord).map(one => one['operating_reset_at']))
  return seconds === null ? null : seconds * 1000
}

function largest(values: readonly unknown[]): number | null {
  const numbers = values.filter(value => typeof value === 'number' && Number.isFinite(value) && value >= 0)
  return numbers.length === 0 ? null : numbers.reduce<number>((most, value) => Math.max(most, Number(value)), 0)
}
