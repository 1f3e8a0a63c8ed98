import { useTexts, type SharedKey, type Texts } from '../../i18n/texts.ts'
import type english from './locales/en.json'

/** Texts of the form that says who gets which panel, and those that all parts share. */
export function usePanelAccessTexts(): Texts<keyof typeof english | SharedKey> {
  return useTexts<keyof typeof english | SharedKey>()
}
