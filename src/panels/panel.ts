import type { Component } from 'vue'
import type { TextKey } from '../texts/texts.ts'

/** Kinds of chats as the `context` option of `IM_SIDEBAR` names them. */
export const PANEL_CONTEXTS = ['USER', 'CHAT', 'LINES', 'CRM'] as const

export type PanelContext = typeof PANEL_CONTEXTS[number]

export interface Panel {
  /** Also the name of its folder; part of the addresses of its tab on the page. */
  id: string
  /** Key of the tab's title, in `src/texts/<language>/first.json`. */
  titleKey: TextKey
  /** Tabs stand in ascending order, equal ones by id. */
  order: number
  /** Scopes of REST without which the panel has nothing to show. */
  scopes: readonly string[]
  /** Chats in which the panel makes sense. */
  contexts: readonly PanelContext[]
  /** Loaded when first shown. */
  component: () => Promise<{ default: Component }>
}

/** A panel's declaration: the default export of `src/panels/<id>/panel.ts`, found there by the registry. */
export function definePanel(panel: Panel): Panel {
  return panel
}
