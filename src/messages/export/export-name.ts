import { toFileName } from '../../lib/file-name.ts'
import { createClock } from './clock.ts'
import type { ExportPlan } from './export-plan.ts'

/** What an export's file is called, its extension not included: the chat's title and the day on which it was begun, in the zone of the plan. */
export function exportName({ facts }: Pick<ExportPlan, 'facts'>): string {
  return toFileName(facts.chatTitle, createClock(facts).date(facts.createdAt))
}
