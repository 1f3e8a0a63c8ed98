import { isRecord } from '../lib/is-record.ts'

/**
 * Who gets which panel: an agreement inside this app, kept in one of its options, which every opening brings along. It
 * protects nothing, because whoever may read the chat reads the same elsewhere; so whatever it does not say is open.
 */
export const PANEL_ACCESSES = ['everybody', 'administrators', 'nobody'] as const

export type PanelAccess = typeof PANEL_ACCESSES[number]

/** By panel id, also of panels that this build does not have; a panel that is missing is for everybody. */
export type PanelAccesses = ReadonlyMap<string, PanelAccess>

/** Name of the option. Its value is text, because the handshake documents no nested values (BX24.appOption.get). */
export const PANEL_ACCESS_OPTION = 'panelAccess'

/** Far above what all panels of an app need; more is no agreement, and would be read again at every opening. */
const LONGEST_TEXT = 20_000

/** Never throws: what cannot be read, or names an access that there is not, is left out and so open to everybody. */
export function parsePanelAccesses(option: unknown): Map<string, PanelAccess> {
  const accesses = new Map<string, PanelAccess>()
  for (const [id, access] of readEntries(option)) {
    if (isPanelAccess(access)) accesses.set(id, access)
  }
  return accesses
}

export function accessOf(accesses: PanelAccesses, id: string): PanelAccess {
  return accesses.get(id) ?? 'everybody'
}

export function isPermitted(access: PanelAccess, isAdmin: boolean): boolean {
  return access === 'everybody' || (access === 'administrators' && isAdmin)
}

function isPanelAccess(value: unknown): value is PanelAccess {
  return PANEL_ACCESSES.some(access => access === value)
}

function readEntries(option: unknown): [string, unknown][] {
  if (typeof option !== 'string' || option.length > LONGEST_TEXT) return []
  try {
    const value: unknown = JSON.parse(option)
    return isRecord(value) ? Object.entries(value) : []
  } catch {
    return [] // not JSON: written by something else, and says nothing about panels
  }
}
