import { computed, type ComputedRef } from 'vue'
import { LONGEST_TEXT } from '../../notes/note.ts'
import { useTexts } from '../../texts/texts.ts'

/** From as many characters below the bound on it is said how many are left. */
const NEAR = 200

interface TextField {
  input: (event: Event) => void
  /** How many characters are left, or too many; `''` while the bound is far. */
  leftText: ComputedRef<string>
}

/** The text of a line that is typed: no field cuts it off, and the bound is said before it is reached. */
export function useTextField({ text, onInput }: { text: () => string, onInput: (typed: string) => void }): TextField {
  const { plural } = useTexts()
  return {
    input({ target }) {
      if (target instanceof HTMLTextAreaElement) onInput(target.value)
    },
    leftText: computed(() => {
      const left = LONGEST_TEXT - text().trim().length
      if (left < 0) return plural('panels.notes.too-many-characters', -left)
      return left <= NEAR ? plural('panels.notes.characters-left', left) : ''
    }),
  }
}
