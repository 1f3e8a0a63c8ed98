import type { Component, ComputedRef, InjectionKey } from 'vue'
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

/** A way to a panel: a tab, a choice in the menu beside the tabs, a row of the first panel. */
export interface PanelWay {
  id: string
  title: string
  /** What waits there, as short as it stands beside a title: `3`, `45%`; `''` for nothing. */
  waits: string
  /** What is in it, as far as that is known without a question; `''` for nothing. */
  holds: string
}

/** What a panel knows of itself, as long as it knows it: it was shown, and what it shows is followed since. */
export interface PanelNumbers {
  /** How many things wait for this person, or how far something has come that goes on; 0 or `''` for nothing. */
  waits?: number | string
  /** What is in it, in a few words or as a number. */
  holds?: string
}

export interface PanelWays {
  /** To every panel on offer, in order. */
  ways: ComputedRef<readonly PanelWay[]>
  open(id: string): void
  /** By panel id, told by the panel, see `useOwnNumbers()`. */
  numbers: Record<string, () => PanelNumbers>
}

/** Provided where panels stand beside each other; in a slider there is one, and no way to others. */
export const panelWaysKey: InjectionKey<PanelWays> = Symbol('panel ways')
