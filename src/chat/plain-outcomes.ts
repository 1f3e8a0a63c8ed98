/** Outcomes of a batch as plain JSON, for what is kept and for what frames hand on; `last-view.ts` reads them. */
import type { Outcome } from '../bitrix24/index.ts'
import type { PlainOutcome } from './last-view.ts'

/** What an answer that failed said is left out, only whether it was a refusal stays. */
export function toPlain(outcomes: Readonly<Partial<Record<string, Outcome>>>): PlainOutcome[] {
  return Object.entries(outcomes).flatMap(([name, outcome]) => {
    if (!outcome) return []
    return outcome.ok
      ? { name, failure: null, value: outcome.value ?? null, total: outcome.total }
      : { name, failure: outcome.error.kind === 'no-access' ? 'no-access' : '', value: null, total: null }
  })
}
