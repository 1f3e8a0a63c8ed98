import { PortalError, type PortalErrorKind } from '../bitrix24/index.ts'
import { MOBILE, type Place } from '../bitrix24/placements.ts'
import type { DifferentField } from './registration/plan.ts'
import { useErrorText } from '../texts/error-text.ts'
import { useTexts } from '../texts/texts.ts'

/** What is registered after a write failed, as far as it could be read. */
export type Aftermath = 'as-before' | 'put-back' | 'otherwise' | 'gone' | 'not-there' | 'unknown'

/** Why a step failed and which sentence helps, under `install.help-<reason>`, or `errors.<kind>` for the connection's own failures. */
export interface StepFailure {
  reason: StepFailureReason | PortalErrorKind
  /** The portal's own words, for the administrator. */
  code: string
  description: string
  /** Fields in which what is registered is not what was wanted. */
  fields?: readonly DifferentField[]
  aftermath?: Aftermath
  /** Where it failed, if not in the sidebar or everywhere. */
  place?: Place
}

export const STEP_FAILURE_REASONS = [
  'no-admin', 'denied', 'no-scope', 'wrong-auth', 'no-dot', 'no-http', 'no-placement', 'too-many', 'user-mode', 'bad-argument', 'bad-icon',
  'bad-extranet', 'bad-context', 'bad-role', 'bad-color', 'core', 'refused', 'not-registered', 'differs', 'not-removed', 'not-finished',
  'plan-changed',
] as const

export type StepFailureReason = typeof STEP_FAILURE_REASONS[number]

/** The portal's codes that have their own sentence; the `…_ERROR_…` ones come from the messenger, inside a successful answer. */
const REASONS: ReadonlyMap<string, StepFailureReason> = new Map([
  // of a method about the person, and of all of REST about the plan
  ['ACCESS_DENIED', 'denied'],
  // what app.option.set says to people who are no administrators
  ['AccessException', 'no-admin'],
  ['insufficient_scope', 'no-scope'],
  ['WRONG_AUTH_TYPE', 'wrong-auth'],
  ['ERROR_WRONG_HANDLER_URL', 'no-dot'],
  ['ERROR_UNSUPPORTED_PROTOCOL', 'no-http'],
  ['ERROR_PLACEMENT_NOT_FOUND', 'no-placement'],
  ['ERROR_PLACEMENT_MAX_COUNT', 'too-many'],
  ['ERROR_PLACEMENT_USER_MODE', 'user-mode'],
  ['ERROR_ARGUMENT', 'bad-argument'],
  ['ERROR_CORE', 'core'],
  ['EMPTY_ERROR_ICON_NAME', 'bad-icon'],
  ['INVALID_ERROR_ICON_NAME', 'bad-icon'],
  ['INVALID_ERROR_EXTRANET', 'bad-extranet'],
  ['INVALID_ERROR_CONTEXT', 'bad-context'],
  ['INVALID_ERROR_ROLE', 'bad-role'],
  ['INVALID_ERROR_COLOR', 'bad-color'],
])

const OWN_SENTENCE: ReadonlySet<PortalErrorKind> = new Set(['timeout', 'offline', 'session-expired', 'busy', 'bad-answer'])

export function isStepFailureReason(reason: string): reason is StepFailureReason {
  return STEP_FAILURE_REASONS.some(known => known === reason)
}

/** Stops the steps for a reason that this page found out by itself. */
export class Stop extends Error {
  readonly failure: StepFailure

  constructor(reason: StepFailureReason, details: Pick<StepFailure, 'fields'> & { description?: string } = {}) {
    super(reason)
    this.name = 'Stop'
    this.failure = { reason, code: '', description: '', ...details }
  }
}

/** Any error as a failure of a step: by the portal's code first, which says more than our kind of error. */
export function toStepFailure(error: unknown): StepFailure {
  if (error instanceof Stop) return error.failure
  if (!(error instanceof PortalError)) return { reason: 'unknown', code: '', description: '' }
  const { kind, code, description } = error
  // `no-access` has many reasons, and most of them are not that an administrator is needed (a plan, an app that is gone)
  const byKind = kind === 'missing-scope' ? 'no-scope' : undefined
  // the sentence for `refused` points to the words below it, so there must be some
  const byWords = code === '' && description === '' ? kind : 'refused'
  return { reason: REASONS.get(code) ?? byKind ?? (OWN_SENTENCE.has(kind) ? kind : byWords), code, description }
}

interface FailureText {
  text: string
  /** The portal's own code and words, or what differs; `''` when there is nothing more to say. */
  detail: string
  /** What is registered now, `''` when nothing was tried. */
  aftermath: string
  /** Trying again would end in the same way. */
  needsReload: boolean
}

/** A failed step in words: what to do, what the portal said, and what is registered now. */
export function useFailureText(): (failure: StepFailure) => FailureText {
  const { t, formats } = useTexts()
  const errorText = useErrorText()

  function aftermathOf({ aftermath, place }: StepFailure): string {
    if (place === MOBILE) return t('install.after-mobile', { part: t('install.form.mobile') })
    return aftermath ? t(`install.after-${aftermath}`) : ''
  }

  return (failure) => {
    const { code, description, fields, place } = failure
    // the sentence about the place is about the sidebar
    const reason = place === MOBILE && failure.reason === 'no-placement' ? 'refused' : failure.reason
    const known = isStepFailureReason(reason) ? null : errorText({ kind: reason })
    const named = fields?.map(field => t(`install.field-${field === 'iconName' ? 'icon' : field}`))
    return {
      text: isStepFailureReason(reason) ? t(`install.help-${reason}`) : known?.text ?? '',
      detail: named ? formats.value.names(named) : [code, description].filter(Boolean).join(': '),
      aftermath: aftermathOf(failure),
      needsReload: known?.action === 'reload',
    }
  }
}
