import { PortalError, type Command, type Outcome, type Portal } from '../../bitrix24/index.ts'
import { MOBILE, SIDEBAR, type Place } from '../../bitrix24/placements.ts'
import { isRecord } from '../../lib/is-record.ts'
import { Stop } from '../failure.ts'
import { parseRegistrations, type Registration } from './registrations.ts'

/** What the portal has and allows before anything is changed. */
export interface PortalState {
  registrations: Registration[]
  /** The item can be put into the mobile app, or is there already; a portal that does not list its places may have it. */
  offersMobile: boolean
  /** Null when the portal did not say. */
  isInstalled: boolean | null
  /** Bitrix24's language code of the licence, whose titles the portal shows in place of missing ones; `''` when unknown. */
  licenceLanguage: string
}

/** Scopes without which nothing can be registered or shown. */
const NEEDED_SCOPES = ['placement', 'im']

const COMMANDS = {
  scopes: { method: 'scope' },
  rows: { method: 'placement.get' },
  placements: { method: 'placement.list' },
  app: { method: 'app.info' },
} satisfies Record<string, Command>

/**
 * One request for all that a plan is made from.
 * @throws Stop for people who are no administrators, for a scope that was not granted, for a portal without `IM_SIDEBAR`
 * @throws PortalError
 */
export async function readPortalState(portal: Portal): Promise<PortalState> {
  if (!portal.opening.isAdmin) throw new Stop('no-admin')
  const { scopes, rows, placements, app } = await portal.batch(COMMANDS)
  // first, because it explains why the others failed
  const granted = valueOf(scopes)
  if (!Array.isArray(granted)) throw new PortalError('bad-answer', { method: 'scope' })
  const missing = NEEDED_SCOPES.filter(scope => !granted.includes(scope))
  if (missing.length > 0) throw new Stop('no-scope', { description: missing.join(', ') })
  // a portal that does not list its placements may still have this one
  const mayHave = (place: Place) => !placements.ok || !Array.isArray(placements.value) || placements.value.includes(place)
  if (!mayHave(SIDEBAR)) throw new Stop('no-placement', { description: SIDEBAR })
  const registrations = parseRegistrations(valueOf(rows))
  return { registrations, offersMobile: mayHave(MOBILE) || registrations.some(({ placement }) => placement === MOBILE), ...readApp(app) }
}

/** @throws PortalError the command's own failure */
function valueOf(outcome: Outcome): unknown {
  if (!outcome.ok) throw outcome.error
  return outcome.value
}

/** Reads the answer of `app.info`. Without an answer an administrator can still register. */
export function readApp(outcome: Outcome): Pick<PortalState, 'isInstalled' | 'licenceLanguage'> {
  const { INSTALLED: installed, LICENSE: licence } = outcome.ok && isRecord(outcome.value) ? outcome.value : {}
  return {
    isInstalled: typeof installed === 'boolean' ? installed : null,
    // such as `de_ent250`: https://apidocs.bitrix24.com/api-reference/common/system/app-info.html
    licenceLanguage: /^([a-z]{2})_/.exec(typeof licence === 'string' ? licence : '')?.[1] ?? '',
  }
}
