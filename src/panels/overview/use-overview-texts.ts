import { useTexts, type SharedKey, type Texts } from '../../i18n/texts.ts'
import type english from './first/locales/en.json'

/** Texts of this panel and those that all parts share. */
export function useOverviewTexts(): Texts<keyof typeof english | SharedKey> {
  return useTexts<keyof typeof english | SharedKey>()
}
