import { byLanguage } from '../i18n/by-language.ts'
import type { Messages, TextLoaders } from '../i18n/texts.ts'

/** What only administrators read: a chunk a language of its own, so that no chat waits for it. */
export function collectInstallTexts(): TextLoaders {
  return byLanguage(import.meta.glob<Messages>('./texts/*.ts', { import: 'default' }))
}
