/**
 * Misbehaviour that can be switched on per REST method or per frame command. Pure data and a small list. The portal has done the work
 * where `broken-json`, `empty`, `unanswered` or `cut-after` strikes (and `latency`, whose answer comes late); under all others it has done nothing.
 * Within a batch the commands before the struck one are done either way.
 */

export type FaultKind =
  /** Answer late by `ms`. */
  | { kind: 'latency', ms: number }
  /** HTTP 500 `INTERNAL_SERVER_ERROR`. */
  | { kind: 'http-500' }
  /** HTTP 200 with half a JSON text. */
  | { kind: 'broken-json' }
  /** HTTP 200 with an HTML page, as a front server or a captive portal sends it; with CORS headers (assumed), or it were a `cut` to an app. */
  | { kind: 'html' }
  /** HTTP 401 `expired_token`. */
  | { kind: 'expired-token' }
  /** HTTP 503 `QUERY_LIMIT_EXCEEDED`. */
  | { kind: 'http-503' }
  /** HTTP 429 `OPERATION_TIME_LIMIT`; null: the refusal does not say when the method is free again, as is usual. */
  | { kind: 'http-429', resetSeconds: number | null }
  /** This answer to the letter, as whatever is between app and portal may give it: no header is added, none of CORS either. */
  | RawFault
  /** No answer at all. */
  | { kind: 'silence' }
  /** Connection cut before the portal works on the request. Frame commands have no connection: for them it is silence. */
  | { kind: 'cut' }
  /** Connection cut when the work is done, so that nobody learns whether it succeeded or was refused. For frame commands silence as well. */
  | { kind: 'cut-after' }
  /** HTTP 200 with an empty `result`, as a stripped-down proxy would. */
  | { kind: 'empty' }
  /** A batch in whose answer this command is nowhere, though it ran; alone it is an answer without `result`. */
  | { kind: 'unanswered' }
  /** A portal whose slider takes its frame along when `closeApplication` closes it; on any other target it changes nothing. */
  | { kind: 'destroy-frame' }

export interface RawFault {
  kind: 'raw'
  status: number
  headers: Record<string, string>
  body: string
  /** The connection is cut before the last byte that the answer promised. */
  isCut?: boolean
}

export interface Fault {
  side: 'rest' | 'command'
  /** REST method in lower case, frame command as written, or `*`. */
  target: string
  fault: FaultKind
  /** How many calls of its target it lets pass before it strikes the first time; none when missing. A batch is one call of `*`. */
  skip?: number
  /** How many times it strikes before it is gone; null for ever. */
  times: number | null
}
