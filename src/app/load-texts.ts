import { byLanguage } from '../i18n/by-language.ts'
import type { Messages, TextLoaders } from '../i18n/texts.ts'

/** Every file in `texts/` is a language, named by its tag: adding one is adding the file and the locales it gathers. */
export function collectTexts(): TextLoaders {
  return byLanguage(import.meta.glob<Messages>('./texts/*.ts', { import: 'default' }))
}

/** What the screens say that are not the sidebar's: loaded with them. */
export function collectScreenTexts(): TextLoaders {
  return byLanguage(import.meta.glob<Messages>('./locales/*.json', { import: 'default' }))
}
