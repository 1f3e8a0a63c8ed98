import { useTexts, type SharedKey, type Texts } from '../../../i18n/texts.ts'
import type { OverviewKey } from '../use-overview-texts.ts'
import type english from './locales/en.json'

/** Texts about what can be done with the chat, those of the panel's first view, and those that all parts share. */
export function useActionTexts(): Texts<keyof typeof english | OverviewKey | SharedKey> {
  return useTexts<keyof typeof english | OverviewKey | SharedKey>()
}
