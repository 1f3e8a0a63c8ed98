import { useTexts, type SharedKey, type Texts } from '../i18n/texts.ts'
import type english from './locales/en.json'

/** Texts of the screens that load apart and those that all parts share. */
export function useAppTexts(): Texts<keyof typeof english | SharedKey> {
  return useTexts<keyof typeof english | SharedKey>()
}
