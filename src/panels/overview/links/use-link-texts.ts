import { useTexts, type SharedKey, type Texts } from '../../../i18n/texts.ts'
import type english from './locales/en.json'

/** Texts about what a chat is linked to and those that all parts share. */
export function useLinkTexts(): Texts<keyof typeof english | SharedKey> {
  return useTexts<keyof typeof english | SharedKey>()
}
