import { isMap } from '../php.ts'
import type { Params } from '../rest/exchange.ts'

export interface FrameMessage {
  command: string
  /** `{}` when none were sent or they are no object. */
  params: Params
  /** The same as they came, for commands that answer with them: `[]` when none were sent. */
  given: unknown
  /** Key under which the answer goes back, `''` when none is wanted. */
  callback: string
  sid: string
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Messages may carry what JSON cannot: cycles, big integers, depths. The real page stumbles when it sends such a thing back or on. */
function isSendable(params: unknown): boolean {
  try {
    JSON.stringify(params)
    return true
  } catch {
    return false
  }
}

function readParams(given: unknown): Pick<FrameMessage, 'params' | 'given'> {
  return { params: isMap(given) ? given : {}, given }
}

/**
 * A window message as the portal's layout takes it apart: `command:JSON:key:sid` (JSON may hold colons or be missing) or an object
 * with `method`, `params`, `callback`, `appSid`. Null where the real one ignores it or stumbles over it.
 * Source: vsyntot/tacticum_web, bitrix/js/rest/applayout.js, receiveMessage.
 */
export function parseMessage(data: unknown): FrameMessage | null {
  if (isMap(data)) {
    const { method, params, callback, appSid } = data
    if (!isSendable(params)) return null
    return { command: text(method), ...readParams(params || []), callback: text(callback), sid: text(appSid) }
  }
  if (typeof data !== 'string') return null
  const parts = data.split(':')
  const json = parts.slice(1, -2).join(':')
  const message = { command: parts[0] ?? '', callback: parts.at(-2) ?? '', sid: parts.at(-1) ?? '' }
  if (json === '') return { ...message, ...readParams([]) }
  try {
    const params: unknown = JSON.parse(json)
    return isSendable(params) ? { ...message, ...readParams(params) } : null
  } catch {
    // The real parser throws here, in the listener, which nobody sees: the message is lost.
    return null
  }
}
