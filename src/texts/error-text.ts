import { useTexts, type TextKey } from './texts.ts'

type KindOf<Key> = Key extends `errors.${infer Kind}` ? Kind : never

/** Failures that have a sentence: those of the portal's door and two of the page itself. */
export type ErrorKind = KindOf<TextKey>

/** What a sentence is made from; a `PortalError` is one. */
export interface Failure {
  kind: ErrorKind
  scope?: string
  code?: string
  description?: string
}

export interface ErrorText {
  text: string
  /** The portal's own code and words; `''` when it gave none. */
  detail: string
  /** What the one button does. */
  action: 'retry' | 'reload'
  actionText: string
}

/** After these the same request would fail in the same way, so the page must be reloaded. */
const NEEDS_RELOAD: ReadonlySet<ErrorKind> = new Set(['session-expired', 'incomplete', 'unknown', 'unknown-chat', 'outside-portal', 'wrong-host'])

/** Turns a failure into one sentence and one button that helps. */
export function useErrorText(): (failure: Failure) => ErrorText {
  const { t } = useTexts()
  return ({ kind, scope = '', code = '', description = '' }) => {
    const action = NEEDS_RELOAD.has(kind) ? 'reload' : 'retry'
    return {
      // an answer that names no method of ours is about the one scope without which nothing can be read
      text: t(`errors.${kind}`, { scope: scope || 'im' }),
      detail: [code, description].filter(Boolean).join(': '),
      action,
      actionText: action === 'reload' ? t('actions.reload') : t('actions.retry'),
    }
  }
}
