import type { PortalError } from '../../bitrix24/index.ts'
import type { HistoryProgress } from '../read/index.ts'
import type { ExportState } from './export-state.ts'
import type { PackedExport } from './pack-export.ts'
import type { ExportSource } from './read-for-export.ts'
import type { ExportOptions } from './export-plan.ts'

/** Why an export is not going on by itself. */
export type StopReason =
  /** The page was closed. */
  | 'closed'
  /** Its archive was handed out, and it is kept until somebody says that it is there. */
  | 'taken'
  /** Somebody stopped it. */
  | 'cancelled'
  /** The browser does not give out what it keeps. */
  | 'unreachable'
  | PortalError

/** What became of an export from before, where there is none any more and nobody here took it away. */
export type LostExport =
  /** Another window took it away, or the browser. */
  | { why: 'gone' }
  /** Nobody came back to it for two weeks. */
  | { why: 'old', read: number }

/** Where the export of the chat beside us stands. */
export type ExportView =
  /** Whether there is one from before. */
  | { state: 'looking' }
  | { state: 'none', lost: LostExport | null, /** What is read can be kept here. */ isLasting: boolean }
  /** Another window of this browser is at it. */
  | { state: 'elsewhere' }
  | {
    state: 'reading'
    plan: ExportState['plan']
    /** Null until the first answer. */
    progress: HistoryProgress | null
    isPaused: boolean
    source: ExportSource
    /** It can be gone on with when this page has gone. */
    isLasting: boolean
  }
  /** `share` from 0 to 1. */
  | { state: 'packing', share: number }
  | { state: 'stopped', reason: StopReason, kept: ExportState, isLasting: boolean }
  | { state: 'ready', packed: PackedExport, kept: ExportState, /** It was handed out. */ isTaken: boolean, isLasting: boolean }

interface Sample {
  at: number
  share: number
}

/** Milliseconds that are looked back: long enough to be steady, short enough to notice a slow portal. */
const WINDOW = 30_000
/** What is measured over less says nothing. */
const SHORTEST = 1_500

/** How much is done of what is being done, 0 to 1; null where nobody can say. */
export function shareOf(view: Extract<ExportView, { state: 'reading' | 'packing' }>, now: number): number | null {
  return view.state === 'packing' ? view.share : view.progress && shareDone(view.progress, view.plan.options, now)
}

/** How much of the reading is done, 0 to 1; null where nobody can say. */
export function shareDone({ read, estimate, dateReached }: HistoryProgress, { since, until }: Pick<ExportOptions, 'since' | 'until'>, now: number): number | null {
  if (estimate !== null && estimate > 0) return Math.min(read / estimate, 1)
  const end = Math.min(until ?? now, now)
  if (since === null || dateReached === null || end <= since) return null
  return Math.min(Math.max((dateReached - since) / (end - since), 0), 1)
}

/** Milliseconds until it will be done at the pace of the last half minute; null while that cannot be said. */
export function createTimeLeft(): (share: number | null, at: number) => number | null {
  let samples: Sample[] = []
  return (share, at) => {
    if (share === null) {
      samples = []
      return null
    }
    samples = [...samples.filter(sample => at - sample.at <= WINDOW), { at, share }]
    const [first] = samples
    if (!first || at - first.at < SHORTEST || share <= first.share) return null
    return (1 - share) * (at - first.at) / (share - first.share)
  }
}
