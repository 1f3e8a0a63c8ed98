import { accessOf, isPermitted, PANEL_ACCESS_OPTION, parsePanelAccesses } from '../panel-access.ts'
import type { PanelViewer } from '../registry.ts'

/** Whether this person gets a panel: what writes into it from elsewhere is offered to nobody else. */
export function isForViewer(panelId: string, { appOption, isAdmin }: PanelViewer): boolean {
  return isPermitted(accessOf(parsePanelAccesses(appOption(PANEL_ACCESS_OPTION)), panelId), isAdmin)
}
