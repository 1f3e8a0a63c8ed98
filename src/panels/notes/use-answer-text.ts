import type { Answer } from '../../notes/notes.ts'
import { LONGEST_TEXT } from '../../notes/note.ts'
import { useTexts } from '../../texts/texts.ts'

/** Why something was not done, in words; `''` when it was. */
export function useAnswerText(): (answer: Answer) => string {
  const { t, formats } = useTexts()
  return (answer) => {
    if (answer === 'done') return ''
    return answer === 'too-late' ? t('deeds.too-late') : t(`panels.notes.answer-${answer}`, { most: formats.value.number(LONGEST_TEXT) })
  }
}
