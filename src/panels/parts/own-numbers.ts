import { inject } from 'vue'
import { panelWaysKey, type PanelNumbers } from '../panel.ts'

/**
 * Says from now on what waits in a panel, and how much it holds, on the ways to it; for its setup. What is counted outlives the panel: a
 * store, or what it showed last.
 */
export function useOwnNumbers(id: string, numbers: () => PanelNumbers): void {
  const ways = inject(panelWaysKey, null)
  if (ways) ways.numbers[id] = numbers
}
