import { useTexts, type SharedKey, type Texts } from '../../i18n/texts.ts'
import type english from './first/locales/en.json'

/** What the panel's first view says. */
export type OverviewKey = keyof typeof english

/** Texts of this panel and those that all parts share. */
export function useOverviewTexts(): Texts<OverviewKey | SharedKey> {
  return useTexts<OverviewKey | SharedKey>()
}
