import { useTexts, type SharedKey, type Texts } from '../../i18n/texts.ts'
import type english from './locales/en.json'

/** Texts of the preview and those that all parts share. */
export function usePreviewTexts(): Texts<keyof typeof english | SharedKey> {
  return useTexts<keyof typeof english | SharedKey>()
}
