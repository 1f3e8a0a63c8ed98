import type { Panel } from './panel.ts'

/** Name of the app's option with the order of the panels, for everybody: their ids with blanks between. */
export const PANEL_ORDER_OPTION = 'panelOrder'

/** Never throws: what is no such text orders nothing. */
export function parsePanelOrder(option: unknown): string[] {
  return typeof option === 'string' ? option.split(' ').filter(Boolean) : []
}

/** Those that are named as they are named, then the others as they are: those of a later version too. */
export function inOrder<One extends Pick<Panel, 'id'>>(panels: readonly One[], order: readonly string[]): One[] {
  const place = ({ id }: One): number => order.indexOf(id) + 1 || order.length + 1
  return [...panels].sort((one, other) => place(one) - place(other))
}
