import { PortalError, type Portal } from '../../bitrix24/index.ts'
import {
  accessOf, PANEL_ACCESS_OPTION, parsePanelAccesses, writePanelAccesses, type PanelAccess, type PanelAccesses,
} from '../../panels/registry.ts'

/** What came of saving; `stored` is what the portal then said it has. */
export type SaveOutcome =
  | { outcome: 'saved', stored: PanelAccesses }
  /** The portal took the write, but has something else for a panel that was changed. */
  | { outcome: 'different', stored: PanelAccesses }
  /** `unclear` when the portal may have taken the write. */
  | { outcome: 'not-saved' | 'unclear', error: PortalError }

/** Codes by which a portal says that it has not done what was asked (app.option.set and the limits in the REST documentation). */
const REFUSALS: ReadonlySet<string> = new Set([
  'AccessException', 'ACCESS_DENIED', 'ArgumentNullException', 'insufficient_scope', 'expired_token', 'invalid_token', 'NO_AUTH_FOUND',
  'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', 'QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT', 'ERROR_METHOD_NOT_FOUND',
])

/**
 * Changes what is agreed on these panels and leaves the others as the portal has them now: another administrator, or
 * another version of this app, may have changed them since this page was opened. Writes once, then reads it back; the
 * portal itself has no way to write only if nobody else has. Never rejects.
 */
export async function savePanelAccesses(portal: Portal, changes: PanelAccesses): Promise<SaveOutcome> {
  let progress: 'not-sent' | 'sent' | 'taken' = 'not-sent'
  try {
    const before = await readStored(portal)
    progress = 'sent'
    await write(portal, new Map([...before, ...changes]))
    progress = 'taken'
    const stored = await readStored(portal)
    const isKept = [...changes].every(([id, access]) => accessOf(stored, id) === access)
    return { outcome: isKept ? 'saved' : 'different', stored }
  } catch (cause) {
    const error = PortalError.from(cause)
    const isUntouched = progress === 'not-sent' || (progress === 'sent' && REFUSALS.has(error.code))
    return { outcome: isUntouched ? 'not-saved' : 'unclear', error }
  }
}

/** Null is the documented answer for an option that was never set; any other that is no text is none we could trust. */
async function readStored(portal: Portal): Promise<Map<string, PanelAccess>> {
  const value = await portal.call({ method: 'app.option.get', params: { option: PANEL_ACCESS_OPTION } })
  if (value !== null && typeof value !== 'string') throw new PortalError('bad-answer', { method: 'app.option.get' })
  return parsePanelAccesses(value)
}

/**
 * Always inside `options`: without it the portal stores every parameter of the request as an option
 * (bitrix/modules/rest/classes/general/rest_provider.php, appOptionSet).
 */
async function write(portal: Portal, accesses: PanelAccesses): Promise<void> {
  const result = await portal.call({ method: 'app.option.set', params: { options: { [PANEL_ACCESS_OPTION]: writePanelAccesses(accesses) } } })
  if (result !== true) throw new PortalError('bad-answer', { method: 'app.option.set' })
}
