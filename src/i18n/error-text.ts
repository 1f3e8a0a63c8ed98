import { useTexts, type SharedKey } from './texts.ts'

type KindOf<Key> = Key extends `errors.${infer Kind}` ? Kind : never

/** Failures that have a sentence: those of the portal's door and two of the page itself. */
export type ErrorKind = KindOf<SharedKey>

/** What a sentence is made from; a `PortalError` is one. */
export interface Failure {
  kind: ErrorKind
  method?: string
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

/** After these the same request would end in the same way: the page has to begin anew. */
const NEEDS_RELOAD: ReadonlySet<ErrorKind> = new Set(['session-expired', 'incomplete', 'unknown', 'unknown-chat', 'outside-portal', 'wrong-host'])

/** Turns a failure into one sentence and one button that helps. */
export function useErrorText(): (failure: Failure) => ErrorText {
  const { t } = useTexts()
  return ({ kind, method = '', code = '', description = '' }) => {
    const action = NEEDS_RELOAD.has(kind) ? 'reload' : 'retry'
    return {
      // the first part of a REST method's name is the scope it belongs to (im.dialog.get)
      text: t(`errors.${kind}`, { scope: method.split('.')[0] || 'im' }),
      detail: [code, description].filter(Boolean).join(': '),
      action,
      actionText: action === 'reload' ? t('actions.reload') : t('actions.retry'),
    }
  }
}
