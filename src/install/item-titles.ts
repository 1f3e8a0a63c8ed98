import { bitrixCodes } from '../i18n/languages.ts'
import type { ItemTitles } from './registrar.ts'

/** Titles by language tag as titles by Bitrix24's language codes, English first. */
export function toItemTitles(byTag: Readonly<Record<string, string>>): ItemTitles {
  const { en: english = 'Chatside', ...others } = byTag
  return Object.fromEntries([
    ['en', english],
    ...Object.entries(others).flatMap(([tag, title]) => bitrixCodes(tag).map(code => [code, title])),
  ])
}
