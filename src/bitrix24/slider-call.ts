/** How a page of ours in a slider knows that it is one, and which chat it is about: by keys of its own among the placement options. */
import { isRecord } from '../lib/is-record.ts'

/** Says `SLIDER_MARK` in a slider of ours, as the portal's own `IFRAME` does in its sliders. */
export const SLIDER_KEY = 'chatside'
export const SLIDER_MARK = 'Y'
export const CHAT_KEY = 'dialog'

/** PHP renames fields with other characters in them; an upper-case start would look like a field of the portal's own. */
const NAME = /^[a-z][A-Za-z0-9]{0,39}$/
/** `options` and `params` together make the portal drop all others (applayout.js, `openApplication`). */
const RESERVED = [SLIDER_KEY, CHAT_KEY, 'options', 'params']

/** Whether a parameter of this name arrives as it was sent. */
export function isParameterName(name: string): boolean {
  return NAME.test(name) && !RESERVED.includes(name)
}

/**
 * The chat and the parameters of the call that opened this page in a slider, null when nothing of ours did. Whoever writes
 * a link to the app's page in the portal can write all of this: without options of its own the portal hands the page's
 * query on as options (app.layout, component.php). Values are text, as everything is that travels through the portal's form.
 */
export function readSliderCall(placement: unknown, fields: unknown): { chat: unknown, parameters: Record<string, string> } | null {
  try {
    if (placement !== 'DEFAULT' || !isRecord(fields) || !Object.hasOwn(fields, SLIDER_KEY) || fields[SLIDER_KEY] !== SLIDER_MARK) return null
    const parameters = Object.entries(fields).filter((entry): entry is [string, string] => isParameterName(entry[0]) && typeof entry[1] === 'string')
    return { chat: Object.hasOwn(fields, CHAT_KEY) ? fields[CHAT_KEY] : undefined, parameters: Object.fromEntries(parameters) }
  } catch {
    return null // only an object with code in it throws here, and the portal cannot send one
  }
}
