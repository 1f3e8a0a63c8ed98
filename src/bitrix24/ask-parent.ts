import type { B24Frame } from '@bitrix24/b24jssdk'
import { isRecord } from '../lib/is-record.ts'
import { PortalError } from './errors.ts'
import { toPortalError } from './to-portal-error.ts'

type Sent = Record<string, string | boolean>

/** Milliseconds for an answer that needs no person: the portal's page makes it by itself. */
const DEADLINE = 3_000

/**
 * The portal's answer to a frame command. The deadline is the SDK's own timer, which also forgets the command, so that a
 * late answer settles nothing; its mark for silence becomes an error here.
 * @throws PortalError `timeout` for silence, `bad-answer` for an answer that is no JSON
 */
export async function askParent({ parent }: Pick<B24Frame, 'parent'>, command: string, parameters: Sent = {}): Promise<unknown> {
  const answer = await send(parent, command, parameters)
  if (isSilence(answer)) throw new PortalError('timeout', { method: command })
  return answer
}

/** What the SDK resolves with when nobody answered (`frame/message/controller`): it calls that success. */
export function isSilence(answer: unknown): boolean {
  return isRecord(answer) && answer['isSafely'] === true && Object.keys(answer).length === 1
}

async function send(parent: B24Frame['parent'], command: string, parameters: Sent): Promise<unknown> {
  try {
    return await parent.message.send(command, { ...parameters, isSafely: true, safelyTime: DEADLINE })
  } catch (thrown) {
    throw toPortalError(thrown, command)
  }
}
