import type { Component } from 'vue'
import type { TextKey } from '../texts/texts.ts'

/** Kinds of chats as the `context` option of `IM_SIDEBAR` names them. */
export const PANEL_CONTEXTS = ['USER', 'CHAT', 'LINES', 'CRM'] as const

export type PanelContext = typeof PANEL_CONTEXTS[number]

/** A line of the list in `index.ts`. */
export interface Panel {
  /** Also the name of its folder; part of the addresses of its tab on the page. */
  id: string
  /** Key of the tab's title, in `src/texts/<language>/first.json`. */
  titleKey: TextKey
  /** Scopes of REST without which the panel has nothing to show. */
  scopes: readonly string[]
  /** Chats in which the panel makes sense. */
  contexts: readonly PanelContext[]
  /** Loaded when first shown. */
  component: () => Promise<{ default: Component }>
}
