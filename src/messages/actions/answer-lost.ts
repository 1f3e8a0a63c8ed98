import type { PortalError } from '../../bitrix24/index.ts'

/** The codes with which the methods that act on a message refuse. */
const REFUSALS: ReadonlySet<string> = new Set(['PARAMS_ERROR', 'MESSAGE_ID_ERROR', 'ERROR_METHOD_NOT_FOUND'])

/** Whether the portal may have done what it was asked for although it did not say so. */
export function isAnswerLost({ kind, code }: PortalError): boolean {
  return kind === 'timeout' || kind === 'offline' || kind === 'bad-answer' || (kind === 'unknown' && !REFUSALS.has(code))
}
