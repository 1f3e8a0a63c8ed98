/** How a page of ours in a slider knows that it is one: by a key of its own among the placement options. */
import { isRecord } from '../lib/is-record.ts'

/** Its value names the channel on which the opening page waits for a result. */
export const SLIDER_KEY = 'chatside'

export interface SliderCall {
  /** For `handBack`. */
  replyTo: string
  parameters: Record<string, string>
}

/** PHP renames fields with other characters in them; an upper-case start would look like a field of the portal's own. */
const NAME = /^[a-z][A-Za-z0-9]{0,39}$/
/** `options` and `params` together make the portal drop all others (applayout.js, `openApplication`). */
const RESERVED = [SLIDER_KEY, 'options', 'params']

/** Whether a parameter of this name arrives as it was sent. */
export function isParameterName(name: string): boolean {
  return NAME.test(name) && !RESERVED.includes(name)
}

/**
 * The call that opened this page in a slider, null when nothing of ours did. Whoever writes a link to the app's page in
 * the portal can write all of this: without options of its own the portal hands the page's query on as options
 * (app.layout, component.php). Values are text, as everything is that travels through the portal's form.
 */
export function readSliderCall(placement: unknown, fields: unknown): SliderCall | null {
  try {
    if (placement !== 'DEFAULT' || !isRecord(fields) || !Object.hasOwn(fields, SLIDER_KEY)) return null
    const replyTo = fields[SLIDER_KEY]
    if (typeof replyTo !== 'string' || !/^[0-9a-f]{32}$/.test(replyTo)) return null
    const parameters = Object.entries(fields).filter((entry): entry is [string, string] => isParameterName(entry[0]) && typeof entry[1] === 'string')
    return { replyTo, parameters: Object.fromEntries(parameters) }
  } catch {
    return null // only an object with code in it throws here, and the portal cannot send one
  }
}
