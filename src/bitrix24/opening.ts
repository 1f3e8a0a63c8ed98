import { isRecord } from '../lib/is-record.ts'
import { toLanguageCode } from './early-language.ts'
import type { Opening } from './portal.ts'
import { readSliderCall } from './slider-call.ts'

/** What the portal's handshake brought, none of it trusted; `origin` is the guard's. */
export interface Handshake {
  placement: unknown
  options: unknown
  language: unknown
  isAdmin: unknown
  isInstallMode: unknown
  memberId: unknown
  /** May throw, and does for an option that is missing. */
  appOption: (name: string) => unknown
  /** As `appOption`. */
  userOption: (name: string) => unknown
  origin: string
}

/** The longest placement code of Bitrix24 is far below this; more would only fill the error screen. */
const LONGEST_CODE = 100

/** Never throws: what cannot be read is missing. */
export function toOpening(handshake: Handshake): Opening {
  const { placement, options, language, memberId, appOption, userOption, origin } = handshake
  const fields = readOptions(options)
  const call = readSliderCall(placement, fields)
  return {
    placement: typeof placement === 'string' ? placement.slice(0, LONGEST_CODE) : '',
    chat: call ? call.chat : readField(fields, 'dialogId'),
    language: toLanguageCode(language) ?? 'en',
    isAdmin: handshake.isAdmin === true,
    isInstallMode: handshake.isInstallMode === true,
    // the portal says nothing of the slider that we opened ourselves
    isSlider: readField(fields, 'IFRAME') === 'Y' || call !== null,
    parameters: call?.parameters ?? null,
    origin,
    memberId: typeof memberId === 'string' ? memberId.slice(0, LONGEST_CODE) : '',
    appOption: name => readOption(appOption, name),
    userOption: name => readOption(userOption, name),
  }
}

function readOption(read: (name: string) => unknown, name: string): unknown {
  try {
    return read(name)
  } catch {
    return undefined // how the SDK says that there is no such option
  }
}

/** Options come as an object, as the JSON text of one, or as `[]` when there are none. */
function readOptions(options: unknown): unknown {
  if (typeof options !== 'string') return options
  try {
    return JSON.parse(options)
  } catch {
    return undefined // not JSON: a page opened with such options has none that we could read
  }
}

function readField(fields: unknown, name: string): unknown {
  try {
    return isRecord(fields) && Object.hasOwn(fields, name) ? fields[name] : undefined
  } catch {
    return undefined // only an object with code in it throws here, and the portal cannot send one
  }
}
