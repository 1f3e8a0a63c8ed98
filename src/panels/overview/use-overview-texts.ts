import { useTexts, type SharedKey, type Texts } from '../../i18n/texts.ts'
import type actions from './actions/locales/en.json'
import type first from './first/locales/en.json'

/** Texts of this panel, those of its actions once they are loaded, and those that all parts share. */
export function useOverviewTexts(): Texts<keyof typeof first | keyof typeof actions | SharedKey> {
  return useTexts<keyof typeof first | keyof typeof actions | SharedKey>()
}
