import { PortalError, type PortalErrorKind } from '../bitrix24/index.ts'

/** Why a step failed and which sentence helps, under `install.help-<reason>`, or `errors.<kind>` for the connection's own failures. */
export interface StepFailure {
  reason: StepFailureReason | PortalErrorKind
  /** The portal's own words, for the administrator. */
  code: string
  description: string
}

export const STEP_FAILURE_REASONS = [
  'no-admin', 'no-scope', 'wrong-auth', 'no-dot', 'no-http', 'no-placement', 'too-many', 'not-registered', 'refused', 'not-installing',
] as const

export type StepFailureReason = typeof STEP_FAILURE_REASONS[number]

/** The portal's codes that have their own sentence. */
const REASONS: ReadonlyMap<string, StepFailureReason> = new Map([
  ['ACCESS_DENIED', 'no-admin'],
  ['insufficient_scope', 'no-scope'],
  ['WRONG_AUTH_TYPE', 'wrong-auth'],
  ['ERROR_WRONG_HANDLER_URL', 'no-dot'],
  ['ERROR_UNSUPPORTED_PROTOCOL', 'no-http'],
  ['ERROR_PLACEMENT_NOT_FOUND', 'no-placement'],
  ['ERROR_PLACEMENT_MAX_COUNT', 'too-many'],
])

const OWN_SENTENCE: ReadonlySet<PortalErrorKind> = new Set(['timeout', 'offline', 'session-expired', 'busy', 'bad-answer'])

export function isStepFailureReason(reason: string): reason is StepFailureReason {
  return STEP_FAILURE_REASONS.some(known => known === reason)
}

/** A failure that this page found out by itself. */
export function ownFailure(reason: StepFailureReason, description = ''): StepFailure {
  return { reason, code: '', description }
}

/** Any error as a failure of a step: by the portal's code first, which says more than our kind of error. */
export function toStepFailure(error: unknown): StepFailure {
  if (!(error instanceof PortalError)) return { reason: 'unknown', code: '', description: '' }
  const { kind, code, description } = error
  // `no-access` has many reasons, and most of them are not that an administrator is needed (a plan, an app that is gone)
  const byKind = kind === 'missing-scope' ? 'no-scope' : undefined
  return { reason: REASONS.get(code) ?? byKind ?? (OWN_SENTENCE.has(kind) ? kind : 'refused'), code, description }
}
