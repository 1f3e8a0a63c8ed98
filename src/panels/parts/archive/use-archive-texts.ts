import { useTexts, type SharedKey, type Texts } from '../../../i18n/texts.ts'
import type english from './locales/en.json'

/** Texts of what panels share that look at the whole conversation, and those that all parts share. */
export function useArchiveTexts(): Texts<keyof typeof english | SharedKey> {
  return useTexts<keyof typeof english | SharedKey>()
}
