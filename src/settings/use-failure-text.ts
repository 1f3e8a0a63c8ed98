import { useErrorText } from '../texts/error-text.ts'
import { useTexts } from '../texts/texts.ts'
import { isStepFailureReason, type StepFailure } from './failure.ts'

export interface FailureText {
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
  return ({ reason, code, description, fields, aftermath }) => {
    const known = isStepFailureReason(reason) ? null : errorText({ kind: reason })
    const named = fields?.map(field => t(`install.field-${field === 'iconName' ? 'icon' : field}`))
    return {
      text: isStepFailureReason(reason) ? t(`install.help-${reason}`) : known?.text ?? '',
      detail: named ? formats.value.names(named) : [code, description].filter(Boolean).join(': '),
      aftermath: aftermath ? t(`install.after-${aftermath}`) : '',
      needsReload: known?.action === 'reload',
    }
  }
}
