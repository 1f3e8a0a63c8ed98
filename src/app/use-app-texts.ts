import { useTexts, type SharedKey, type Texts } from '../i18n/texts.ts'
import type first from './first/locales/en.json'
import type english from './locales/en.json'

/** Texts of the screens that load apart and those that all parts share. */
export function useAppTexts(): Texts<keyof typeof english | keyof typeof first | SharedKey> {
  return useTexts<keyof typeof english | keyof typeof first | SharedKey>()
}
