import type { InjectionKey } from 'vue'
import { injectProvided } from '../lib/inject-provided.ts'
import type { Opening } from '../bitrix24/index.ts'
import { PANELS } from './index.ts'
import { accessOf, isPermitted, PANEL_ACCESS_OPTION, parsePanelAccesses } from './panel-access.ts'
import { inOrder, PANEL_ORDER_OPTION, parsePanelOrder } from './panel-order.ts'
import type { Panel, PanelContext } from './panel.ts'

// What the settings of this app need to show and change the agreement.
export {
  accessOf, PANEL_ACCESS_OPTION, PANEL_ACCESSES, parsePanelAccesses, type PanelAccess, type PanelAccesses,
} from './panel-access.ts'
export { inOrder, PANEL_ORDER_OPTION, parsePanelOrder } from './panel-order.ts'

/** What an opening tells about the person: whether an administrator, and what was agreed on who gets which panel, in which order. */
export type PanelViewer = Pick<Opening, 'isAdmin' | 'appOption'>

export interface OfferedPanels {
  /** In the order of their tabs. */
  panels: Panel[]
  /** Some panel that suits the chat is not for this person. */
  isAnyWithheld: boolean
  /** An administrator chose the order. */
  isOrdered: boolean
}

export interface PanelRegistry {
  /** In the order of their tabs. */
  readonly panels: readonly Panel[]
  /**
   * Panels that suit every one of these contexts, one when the chat is known, several while it is not, and that this
   * person may have.
   */
  panelsFor(contexts: readonly PanelContext[], viewer: PanelViewer): OfferedPanels
}

/** The panels, in the order of their tabs, and who may have them. */
export function createRegistry(panels: readonly Panel[] = PANELS): PanelRegistry {
  return {
    panels,
    panelsFor(possible, { isAdmin, appOption }) {
      const accesses = parsePanelAccesses(appOption(PANEL_ACCESS_OPTION))
      const suitable = panels.filter(panel => possible.every(context => panel.contexts.includes(context)))
      const permitted = suitable.filter(({ id }) => isPermitted(accessOf(accesses, id), isAdmin))
      const order = parsePanelOrder(appOption(PANEL_ORDER_OPTION))
      return { panels: inOrder(permitted, order), isAnyWithheld: permitted.length < suitable.length, isOrdered: order.length > 0 }
    },
  }
}

export const panelsKey: InjectionKey<PanelRegistry> = Symbol('panels')

/** The registry that `main.ts` provided. @throws Error when used outside the app */
export function usePanels(): PanelRegistry {
  return injectProvided(panelsKey)
}
