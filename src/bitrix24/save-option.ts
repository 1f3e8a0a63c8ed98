import { PortalError } from './errors.ts'
import type { Portal } from './portal.ts'

/** `app`: of everybody in the portal, which administrators write. `user`: of this person alone. */
export type OptionOwner = 'app' | 'user'

/** What came of saving; `stored` is the text that the portal then said it has, null for none. */
export type SavedOption =
  | { outcome: 'saved', stored: string | null }
  /** The portal has something else: it took the write and then said so, or nothing was sent because of what is there. */
  | { outcome: 'different', stored: string | null }
  /** `unclear` when the portal may have taken the write. */
  | { outcome: 'not-saved' | 'unclear', error: PortalError }

/** Codes by which a portal says that it has not done what was asked (app.option.set and the limits in the REST documentation). */
const REFUSALS: ReadonlySet<string> = new Set([
  'AccessException', 'ACCESS_DENIED', 'ArgumentNullException', 'insufficient_scope', 'expired_token', 'invalid_token', 'NO_AUTH_FOUND',
  'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', 'QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT', 'ERROR_METHOD_NOT_FOUND',
])

interface OptionChange {
  owner: OptionOwner
  name: string
  /** The new text, from the one that the portal has now; null to leave that and send nothing. @throws anything, to send nothing */
  toText: (before: string | null) => string | null
  /** Whether what the portal says afterwards is what was wanted. */
  isKept: (after: string | null) => boolean
}

/**
 * Changes an option: reads what is there, for another administrator or another version of this app may have changed it, writes
 * once, and reads it back; the portal itself has no way to write only if nobody else has. Never rejects.
 */
export async function saveOption(portal: Pick<Portal, 'call'>, { owner, name, toText, isKept }: OptionChange): Promise<SavedOption> {
  let progress: 'not-sent' | 'sent' | 'taken' = 'not-sent'
  try {
    const before = await readOption(portal, owner, name)
    const text = toText(before)
    if (text === null) return { outcome: 'different', stored: before }
    progress = 'sent'
    await write(portal, { owner, name, text })
    progress = 'taken'
    const stored = await readOption(portal, owner, name)
    return { outcome: isKept(stored) ? 'saved' : 'different', stored }
  } catch (cause) {
    const error = PortalError.from(cause)
    const isUntouched = progress === 'not-sent' || (progress === 'sent' && REFUSALS.has(error.code))
    return { outcome: isUntouched ? 'not-saved' : 'unclear', error }
  }
}

/** What the portal has. @throws PortalError; null is the documented answer for an option that was never set, and any other than a text is a bad one. */
export async function readOption(portal: Pick<Portal, 'call'>, owner: OptionOwner, name: string): Promise<string | null> {
  const method = `${owner}.option.get`
  const value = await portal.call({ method, params: { option: name } })
  if (value !== null && typeof value !== 'string') throw new PortalError('bad-answer', { method })
  return value
}

/**
 * Always inside `options`: without it the portal stores every parameter of the request as an option
 * (bitrix/modules/rest/classes/general/rest_provider.php, appOptionSet).
 */
async function write(portal: Pick<Portal, 'call'>, { owner, name, text }: { owner: OptionOwner, name: string, text: string }): Promise<void> {
  const method = `${owner}.option.set`
  const result = await portal.call({ method, params: { options: { [name]: text } } })
  if (result !== true) throw new PortalError('bad-answer', { method })
}
