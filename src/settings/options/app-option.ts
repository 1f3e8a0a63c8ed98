import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { PortalError, type Portal, usePortal } from '../../bitrix24/index.ts'
import { KEEP_NOTHING, KEEP_VIEWS_OPTION } from '../../chat/device-key.ts'
import { MARK_WORDS_OPTION, parseMarkWords, writeMarkWords, type MarkWord } from '../../messages/catch-up/mark-words.ts'

/** What came of saving; `stored` is the text that the portal then said it has, null for none. */
export type SavedOption =
  | { outcome: 'saved', stored: string | null }
  /** The portal took the write, but then had something else. */
  | { outcome: 'different', stored: string | null }
  /** `unclear` when the portal may have taken the write. */
  | { outcome: 'not-saved' | 'unclear', error: PortalError }

/** A form that saves an option, as it goes. */
export type SavingState =
  | { state: 'idle' | 'saving' | 'saved' | 'different' }
  | { state: 'not-saved' | 'unclear', error: PortalError }

/** Codes by which a portal says that it has not done what was asked (app.option.set and the limits in the REST documentation). */
const REFUSALS: ReadonlySet<string> = new Set([
  'AccessException', 'ACCESS_DENIED', 'ArgumentNullException', 'insufficient_scope', 'expired_token', 'invalid_token', 'NO_AUTH_FOUND',
  'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', 'QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT', 'ERROR_METHOD_NOT_FOUND',
])

interface OptionChange {
  name: string
  /** The new text, from the one that the portal has now. */
  toText: (before: string | null) => string
  /** Whether what the portal says afterwards is what was wanted. */
  isKept: (after: string | null) => boolean
}

/**
 * Changes an option of the app: reads what is there, for another administrator or another version of this app may have changed it, writes
 * once, and reads it back; the portal itself has no way to write only if nobody else has. Never rejects.
 */
export async function saveAppOption(portal: Portal, { name, toText, isKept }: OptionChange): Promise<SavedOption> {
  let progress: 'not-sent' | 'sent' | 'taken' = 'not-sent'
  try {
    const before = await readStored(portal, name)
    progress = 'sent'
    await write(portal, name, toText(before))
    progress = 'taken'
    const stored = await readStored(portal, name)
    return { outcome: isKept(stored) ? 'saved' : 'different', stored }
  } catch (cause) {
    const error = PortalError.from(cause)
    const isUntouched = progress === 'not-sent' || (progress === 'sent' && REFUSALS.has(error.code))
    return { outcome: isUntouched ? 'not-saved' : 'unclear', error }
  }
}

/** Null is the documented answer for an option that was never set; any other answer than a text is a bad one. */
async function readStored(portal: Portal, name: string): Promise<string | null> {
  const value = await portal.call({ method: 'app.option.get', params: { option: name } })
  if (value !== null && typeof value !== 'string') throw new PortalError('bad-answer', { method: 'app.option.get' })
  return value
}

/**
 * Always inside `options`: without it the portal stores every parameter of the request as an option
 * (bitrix/modules/rest/classes/general/rest_provider.php, appOptionSet).
 */
async function write(portal: Portal, name: string, text: string): Promise<void> {
  const result = await portal.call({ method: 'app.option.set', params: { options: { [name]: text } } })
  if (result !== true) throw new PortalError('bad-answer', { method: 'app.option.set' })
}

interface AppOption<Value> {
  name: string
  parse: (text: unknown) => Value
  write: (value: Value) => string
}

/**
 * An option of the app as the portal has it. A store, so that a form that is closed and opened again shows what was saved, not what the
 * handshake brought.
 */
function optionStore<Value>(id: string, { name, parse, write }: AppOption<Value>) {
  return defineStore(id, () => {
    const portal = usePortal()
    const stored = shallowRef(parse(portal.opening.appOption(name)))
    const saving = shallowRef<SavingState>({ state: 'idle' })

    /** Saves at once. Never rejects: a failure is a state. Does nothing while it is already saving. */
    async function save(wanted: Value): Promise<void> {
      if (saving.value.state === 'saving') return
      saving.value = { state: 'saving' }
      const text = write(wanted)
      const result = await saveAppOption(portal, { name, toText: () => text, isKept: after => after === text })
      if ('error' in result) {
        saving.value = { state: result.outcome, error: result.error }
      } else {
        stored.value = parse(result.stored)
        saving.value = { state: result.outcome }
      }
    }

    return { stored, saving, save }
  })
}

/** Whether browsers may keep anything. */
export const useKeepingStore = optionStore('keeping', {
  name: KEEP_VIEWS_OPTION, parse: text => text !== KEEP_NOTHING, write: isWanted => isWanted ? 'yes' : KEEP_NOTHING,
})

/** The words by which people mark decisions and promises, for Catch up. */
export const useMarkWordsStore = optionStore<readonly MarkWord[]>('mark-words', { name: MARK_WORDS_OPTION, parse: parseMarkWords, write: writeMarkWords })
