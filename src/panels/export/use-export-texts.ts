import { useTexts, type SharedKey, type Texts } from '../../i18n/texts.ts'
import type title from './first/locales/en.json'
import type english from './locales/en.json'

/** Texts of this panel and those that all parts share. */
export function useExportTexts(): Texts<keyof typeof english | keyof typeof title | SharedKey> {
  return useTexts<keyof typeof english | keyof typeof title | SharedKey>()
}
