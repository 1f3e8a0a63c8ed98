/** Turns whatever the SDK throws or hands back into the one error that leaves this folder. */
import { cutText } from '../lib/cut-characters.ts'
import { PortalError, type PortalErrorKind } from './errors.ts'

/** Codes decide before statuses: the same code comes with different statuses on different pages of the documentation. */
const KIND_OF_CODE: ReadonlyMap<string, PortalErrorKind> = new Map<string, PortalErrorKind>([
  ['ACCESS_ERROR', 'no-access'],
  ['ACCESS_DENIED', 'no-access'],
  ['ACCESS_DENIED_KICK', 'no-access'],
  ['INVALID_CREDENTIALS', 'no-access'],
  ['user_access_error', 'no-access'],
  ['allowed_only_intranet_user', 'no-access'],
  ['WRONG_AUTH_TYPE', 'no-access'],
  ['WRONG_LICENSE', 'no-access'],
  ['PORTAL_DELETED', 'no-access'],
  ['APPLICATION_NOT_FOUND', 'no-access'],
  ['insufficient_scope', 'missing-scope'],
  ['expired_token', 'session-expired'],
  ['invalid_token', 'session-expired'],
  ['NO_AUTH_FOUND', 'session-expired'],
  ['authorization_error', 'session-expired'],
  // the parent never answered the SDK's request for a new token, which is how a portal refuses one
  ['JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', 'session-expired'],
  ['NOT_FOUND', 'not-found'],
  ['ERROR_NOT_FOUND', 'not-found'],
  ['ERROR_ENTITY_NOT_FOUND', 'not-found'],
  ['CHAT_NOT_FOUND', 'not-found'],
  ['USER_NOT_FOUND', 'not-found'],
  ['USER_NOT_EXISTS', 'not-found'],
  // "not passed or invalid": the id has the right shape, so there is no such dialog
  ['DIALOG_ID_EMPTY', 'not-found'],
  ['CHAT_ID_EMPTY', 'not-found'],
  ['ID_EMPTY', 'not-found'],
  ['QUERY_LIMIT_EXCEEDED', 'busy'],
  ['OPERATION_TIME_LIMIT', 'busy'],
  ['OVERLOAD_LIMIT', 'busy'],
  ['NETWORK_ERROR', 'offline'],
  ['REQUEST_TIMEOUT', 'timeout'],
  // the portal did not reach the vendor's server that knows tokens (yuliai/bitrix-modules, rest/lib/oauth/auth.php), with 401
  ['CONNECTION_ERROR', 'timeout'],
  ['ERROR_UNEXPECTED_ANSWER', 'bad-answer'],
  // what the SDK makes of an answer it stumbles over: HTML, half a JSON text, no `time`
  ['JSSDK_UNKNOWN_ERROR', 'bad-answer'],
  ['JSSDK_FRAME_BAD_PAYLOAD', 'bad-answer'],
  ['JSSDK_INTERACTION_BATCH_STRATEGY_V2_EMPTY_COMMAND_RESPONSE', 'bad-answer'],
  // a method that this portal does not have is no missing chat
  ['ERROR_METHOD_NOT_FOUND', 'unknown'],
])

const KIND_OF_STATUS: ReadonlyMap<number, PortalErrorKind> = new Map<number, PortalErrorKind>([
  [401, 'session-expired'], [403, 'no-access'], [404, 'not-found'], [408, 'timeout'], [429, 'busy'], [503, 'busy'],
])

/** Codes of the SDK and of its HTTP client: their words are not the portal's. */
const CLIENT_CODE = /^(?:JSSDK_|ERR_|NETWORK_ERROR$|REQUEST_TIMEOUT$)/

const LONGEST_WORDS = 500

/**
 * The SDK's own error is not kept as `cause`: it carries the request, with the access token in its body. Its code and
 * the portal's words are all that is worth knowing.
 */
export function toPortalError(thrown: unknown, method: string): PortalError {
  if (thrown instanceof PortalError) return thrown
  const { code, status, words, resetAt } = readFailure(thrown)
  if (code === '') return new PortalError('bad-answer', { method, cause: thrown })
  return new PortalError(toKind(code, status), {
    method,
    code,
    description: CLIENT_CODE.test(code) ? '' : cutText(words, LONGEST_WORDS),
    resetAt,
  })
}

/** The error that some methods put into a successful answer: `{ error, error_description }` in place of the result. */
export function errorInResult(result: unknown, method: string): PortalError | null {
  if (typeof result !== 'object' || result === null || !('error' in result)) return null
  const { error } = result
  const hasOnlyError = Object.keys(result).every(key => key === 'error' || key === 'error_description')
  if (typeof error !== 'string' || error === '' || !hasOnlyError) return null
  const words = 'error_description' in result && typeof result.error_description === 'string' ? result.error_description : ''
  return new PortalError(toKind(error, 200), { method, code: error, description: cutText(words, LONGEST_WORDS) })
}

/** The portal turned us away because of the rate of requests, and will soon take them again. */
export function isRateLimit(error: PortalError): boolean {
  // an error page with 503 reaches us under the HTTP client's code for any 5xx; of those only 503 is `busy`
  return error.kind === 'busy' && (error.code === 'QUERY_LIMIT_EXCEEDED' || error.code === 'ERR_BAD_RESPONSE')
}

function toKind(code: string, status: number): PortalErrorKind {
  const kind = KIND_OF_CODE.get(code)
  if (kind) return kind
  if (!code.startsWith('ERR_')) return KIND_OF_STATUS.get(status) ?? 'unknown'
  // No code of the portal: something in between answered. Only what every server means by these two is believed.
  return status === 503 || status === 429 ? 'busy' : 'bad-answer'
}

interface Failure {
  code: string
  status: number
  words: string
  resetAt: number | null
}

function readFailure(thrown: unknown): Failure {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return { code: '', status: 0, words: '', resetAt: null }
  // The SDK wraps an error of its own, such as a token that could not be renewed, as unknown: the reason lies within.
  if (thrown.code === 'JSSDK_UNKNOWN_ERROR' && 'originalError' in thrown) {
    const reason = readFailure(thrown.originalError)
    if (reason.code !== '') return reason
  }
  const status = 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : 0
  const resetAt = 'resetAt' in thrown && typeof thrown.resetAt === 'number' ? thrown.resetAt : null
  return { code: thrown.code, status, words: thrown.message, resetAt }
}
