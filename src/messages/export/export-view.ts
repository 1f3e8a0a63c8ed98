import type { PortalError } from '../../bitrix24/index.ts'
import type { HistoryProgress } from '../read/index.ts'
import type { ExportState } from './export-state.ts'
import type { PackedExport } from './pack-export.ts'
import type { ExportSource } from './read-for-export.ts'

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
  | { state: 'ready', packed: PackedExport, kept: ExportState, /** It was handed out. */ isTaken: boolean }
