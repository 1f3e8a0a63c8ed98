import { scopeOf } from './methods.ts'

/** Why something at the portal's door went wrong; every kind has a sentence and a next step under `errors.<kind>`. */
export const PORTAL_ERROR_KINDS = [
  /** Opened in a plain tab, or by something that is no portal. */
  'outside-portal',
  /** The page around us is not on the list of portals this build accepts, or is not the one it claims to be. */
  'wrong-host',
  /** The portal or its REST did not answer within our deadline. */
  'timeout',
  /** The request never reached the portal. */
  'offline',
  /** The person may not see or do this. */
  'no-access',
  /** The application was not granted a scope. */
  'missing-scope',
  /** The session ended and could not be renewed. */
  'session-expired',
  'not-found',
  /** Rate or working-time limit of the portal. */
  'busy',
  /** An answer that is not what the documentation promises. */
  'bad-answer',
  'unknown',
] as const

export type PortalErrorKind = typeof PORTAL_ERROR_KINDS[number]

interface PortalErrorDetails {
  /** REST method or frame command. */
  method?: string
  /** The portal's own code, for example `ACCESS_ERROR`. */
  code?: string
  /** The portal's own words, for the administrator; shown as text, never logged. */
  description?: string
  /** When the portal takes such requests again, where its refusal says. */
  resetAt?: number | null
  cause?: unknown
}

/** The one error that leaves `src/bitrix24`. Carries no token and no message text. */
export class PortalError extends Error {
  readonly kind: PortalErrorKind
  readonly method: string
  readonly code: string
  readonly description: string
  /** Milliseconds since 1970; null where the refusal does not say. */
  readonly resetAt: number | null
  /** Scope that the method needs, `''` for none. */
  readonly scope: string

  constructor(kind: PortalErrorKind, { method = '', code = '', description = '', resetAt = null, cause }: PortalErrorDetails = {}) {
    super([kind, method, code].filter(Boolean).join(' '), cause === undefined ? undefined : { cause })
    this.name = 'PortalError'
    this.kind = kind
    this.method = method
    this.code = code
    this.description = description
    this.resetAt = resetAt
    this.scope = scopeOf(method)
  }

  /** What was thrown where it is one already, else an unknown failure that it is the cause of. */
  static from(cause: unknown): PortalError {
    return cause instanceof PortalError ? cause : new PortalError('unknown', { cause })
  }
}
