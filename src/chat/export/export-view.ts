import type { PortalError } from '../../bitrix24/index.ts'
import type { HistoryProgress } from '../history/index.ts'
import type { ExportState } from './export-state.ts'
import type { PackedExport } from './pack-export.ts'

/** Why an export is not going on by itself. */
export type StopReason =
  /** The page was closed. */
  | 'closed'
  /** Somebody stopped it. */
  | 'cancelled'
  | PortalError

/** Where the export of the chat beside us stands. */
export type ExportView =
  /** Whether there is one from before. */
  | { state: 'looking' }
  | { state: 'none' }
  /** Another window of this browser is at it. */
  | { state: 'elsewhere' }
  | {
    state: 'reading'
    plan: ExportState['plan']
    /** Null until the first answer. */
    progress: HistoryProgress | null
    isPaused: boolean
    /** It can be gone on with when this page has gone. */
    isLasting: boolean
  }
  /** `share` from 0 to 1. */
  | { state: 'packing', share: number }
  | { state: 'stopped', reason: StopReason, kept: ExportState, isLasting: boolean }
  | { state: 'ready', packed: PackedExport, kept: ExportState }
