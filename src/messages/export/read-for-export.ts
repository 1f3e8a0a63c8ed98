import type { Portal } from '../../bitrix24/index.ts'
import { type HistoryProgress, parseResumeToken, type ReadingControl, readHistory } from '../read/index.ts'
import type { ExportPlan } from './export-plan.ts'
import type { ExportStep } from './export-writing.ts'
import { untilEnd } from './until-end.ts'

interface ReadOptions {
  portal: Pick<Portal, 'readBatch'>
  plan: ExportPlan
  control: ReadingControl
  /** How many messages the chat has; null where the portal did not say. */
  messageCount: number | null
  /** Where the reading ends, see `ExportState.end`. */
  endId: number | null
  onProgress: (progress: HistoryProgress) => void
}

/**
 * The chat's messages for `runExport`, oldest first. A token that cannot be read begins anew: what was written before is
 * recognised by its ids.
 */
export function readForExport(options: ReadOptions): (token: unknown, signal: AbortSignal) => AsyncIterable<ExportStep> {
  const { portal, plan, control, messageCount, endId, onProgress } = options
  const { facts: { dialogId }, options: { since, until } } = plan
  return (token, signal) => {
    const resume = parseResumeToken(token)
    return untilEnd(readHistory(portal, {
      dialogId, direction: 'oldest-first', signal, control, onProgress,
      ...(since === null ? {} : { since }),
      ...(until === null ? {} : { until }),
      ...(resume ? { resume } : {}),
      ...(messageCount === null ? {} : { messageCount }),
    }), endId)
  }
}
