import type { Portal } from '../../bitrix24/index.ts'
import { accessOf, PANEL_ACCESS_OPTION, parsePanelAccesses, writePanelAccesses, type PanelAccesses } from '../../panels/registry.ts'
import { saveAppOption, type SavedOption } from '../save-app-option.ts'

/** What came of saving; `stored` is what the portal then said it has. */
export type SaveOutcome =
  | { outcome: 'saved', stored: PanelAccesses }
  | { outcome: 'different', stored: PanelAccesses }
  | Extract<SavedOption, { error: unknown }>

/** Changes what is agreed on these panels and leaves the others as the portal has them now. Never rejects. */
export async function savePanelAccesses(portal: Portal, changes: PanelAccesses): Promise<SaveOutcome> {
  const saved = await saveAppOption(portal, {
    name: PANEL_ACCESS_OPTION,
    toText: before => writePanelAccesses(new Map([...parsePanelAccesses(before), ...changes])),
    isKept: (after) => {
      const stored = parsePanelAccesses(after)
      return [...changes].every(([id, access]) => accessOf(stored, id) === access)
    },
  })
  return 'error' in saved ? saved : { outcome: saved.outcome, stored: parsePanelAccesses(saved.stored) }
}
