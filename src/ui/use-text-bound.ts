import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../texts/texts.ts'

/** From as many characters below the bound on it is said how many are left. */
const NEAR = 200

interface TextBound {
  /** Beyond it nothing is taken. */
  isTooLong: ComputedRef<boolean>
  /** How many characters are left, or too many; `''` while the bound is far. */
  leftText: ComputedRef<string>
}

/** A text that is typed and may have `most` characters: no field cuts it off, and the bound is said before it is reached. */
export function useTextBound(most: number, text: () => string): TextBound {
  const { plural } = useTexts()
  const left = computed(() => most - text().trim().length)
  return {
    isTooLong: computed(() => left.value < 0),
    leftText: computed(() => {
      if (left.value < 0) return plural('field.too-many-characters', -left.value)
      return left.value <= NEAR ? plural('field.characters-left', left.value) : ''
    }),
  }
}
