import { useTexts, type SharedKey, type Texts } from '../../i18n/texts.ts'
import type english from './locales/en.json'

/** Texts of the code to take away and those that all parts share. */
export function useCodeTexts(): Texts<keyof typeof english | SharedKey> {
  return useTexts<keyof typeof english | SharedKey>()
}
