import { useErrorText } from '../i18n/error-text.ts'
import { isStepFailureReason, type StepFailure } from './failure.ts'
import { useInstallTexts } from './use-install-texts.ts'

export interface FailureText {
  text: string
  /** The portal's own code and words; `''` when it gave none. */
  detail: string
  /** What is registered now, `''` when nothing was tried. */
  aftermath: string
}

/** A failed step in words: what to do, what the portal said, and what is registered now. */
export function useFailureText(): (failure: StepFailure) => FailureText {
  const { t } = useInstallTexts()
  const errorText = useErrorText()
  return ({ reason, code, description, aftermath }) => ({
    text: isStepFailureReason(reason) ? t(`install.help-${reason}`) : errorText({ kind: reason }).text,
    detail: [code, description].filter(Boolean).join(': '),
    aftermath: aftermath ? t(`install.after-${aftermath}`) : '',
  })
}
