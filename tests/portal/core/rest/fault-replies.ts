import type { FaultKind } from '../faults.ts'
import { rawAnswer } from './envelope.ts'
import { RestError, type RestReply } from './exchange.ts'
import { operationTimeLimit } from './run-method.ts'

/** The portal's error that a fault stands for, null for faults of the connection. */
export function faultError(fault: FaultKind, now: number): RestError | null {
  switch (fault.kind) {
    case 'http-500': return new RestError('INTERNAL_SERVER_ERROR', 'Internal server error', 500)
    case 'expired-token': return new RestError('expired_token', 'The access token provided has expired', 401)
    // Sent with the CORS headers, as PHP's errors are; a front server's own 503 may lack them (assumed not to).
    case 'http-503': return queryLimitExceeded()
    case 'http-429': return operationTimeLimit(fault.resetSeconds === null ? null : Math.ceil(now / 1000) + fault.resetSeconds)
    default: return null
  }
}

export function queryLimitExceeded(): RestError {
  return new RestError('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503)
}

/** The reply of a connection that fails before the portal works on the request, null for other faults. */
export function connectionFault(fault: FaultKind, delayMs: number): RestReply | null {
  switch (fault.kind) {
    case 'silence': return { kind: 'silence' }
    case 'cut': return { kind: 'cut', delayMs }
    case 'raw': return { ...fault, kind: 'answer', delayMs }
    case 'html': return rawAnswer(200, '<!doctype html><title>Please sign in</title><p>Please sign in</p>', 'text/html; charset=utf-8', delayMs)
    default: return null
  }
}

/** Spoils an answer on its way back: half a text, no content, or lost altogether. */
export function spoil(fault: FaultKind | null, reply: RestReply): RestReply {
  if (reply.kind !== 'answer') return reply
  if (fault?.kind === 'cut-after') return { kind: 'cut', delayMs: reply.delayMs }
  if (fault?.kind === 'broken-json') return { ...reply, body: reply.body.slice(0, Math.ceil(reply.body.length / 2)) }
  if (fault?.kind === 'unanswered') return { ...reply, body: '{}' }
  if (fault?.kind === 'empty') return { ...reply, body: '{"result":[]}' }
  return reply
}
