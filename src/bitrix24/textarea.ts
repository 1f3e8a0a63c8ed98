/**
 * The messenger's input field, through the listener that the messenger's own page has for it:
 * https://apidocs.bitrix24.com/sdk/b24jssdk/iframe-messenger-textarea.html. A failure comes as an answer with a
 * `message` in it, which the SDK takes for success.
 */
import type { B24Frame } from '@bitrix24/b24jssdk'
import { isRecord } from '../lib/is-record.ts'
import { askParent } from './ask-parent.ts'
import { PortalError } from './errors.ts'
import type { Opening, TextareaChange } from './portal.ts'
import { randomId } from '../lib/browser/random-id.ts'

const GET = 'im:getImTextareaContent'
const SET = 'im:setImTextareaContent'
const LONGEST_WORDS = 500

/** See `Portal.readTextarea`. */
export async function readTextarea(frame: Pick<B24Frame, 'parent'>): Promise<string> {
  const { text } = await askMessenger(frame, GET, {})
  if (typeof text !== 'string') throw new PortalError('bad-answer', { method: GET })
  return text
}

/** See `Portal.writeTextarea`. */
export async function writeTextarea(
  frame: Pick<B24Frame, 'parent'>, _opening: Opening, text: string, { mode, withNewLine = false }: TextareaChange,
): Promise<void> {
  const { success } = await askMessenger(frame, SET, { text, withNewLine, replace: mode === 'replace' })
  if (success !== true) throw new PortalError('bad-answer', { method: SET })
}

async function askMessenger(frame: Pick<B24Frame, 'parent'>, method: string, parameters: Record<string, string | boolean>): Promise<Record<string, unknown>> {
  const requestId = randomId()
  const answer = await askParent(frame, method, { ...parameters, requestId })
  if (!isRecord(answer) || answer['requestId'] !== requestId) throw new PortalError('bad-answer', { method })
  const { message } = answer
  if (typeof message === 'string') throw new PortalError('unknown', { method, description: message.slice(0, LONGEST_WORDS) })
  return answer
}
