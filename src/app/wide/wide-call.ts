import type { Opening } from '../../bitrix24/index.ts'

/** What is handed to a panel's wide view besides the chat: which panel, never what is looked for or was found there. */
export interface WideCall {
  panelId: string
  /** Name under which the page that opened it hands the drafts over; null when there is none. */
  handover: string | null
}

export type WideParameters = Record<'panel' | 'handover', string>

const LONGEST_PANEL_ID = 100

/**
 * Reads the parameters of `openApplication`. Anybody can write a link with them, so they only name what is shown.
 */
export function readWideCall({ parameters }: Pick<Opening, 'parameters'>): WideCall {
  const { panel = '', handover = '' } = parameters ?? {}
  return {
    panelId: panel.slice(0, LONGEST_PANEL_ID),
    handover: /^[0-9a-f]{32}$/.test(handover) ? handover : null,
  }
}
