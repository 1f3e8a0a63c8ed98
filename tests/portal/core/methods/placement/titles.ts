import { isTruthy } from '../../php.ts'
import type { PlacementBinding, World } from '../../world/model.ts'

type Texts = PlacementBinding['langAll'][string]

/** The language that stands in for another: `Loc::getDefaultLang` in modules/main/lib/localization/loc.php. */
const STAND_INS: Readonly<Record<string, string>> = { kz: 'ru', by: 'ru', ru: 'ru' }

/**
 * Texts of a registration for a language: that language, the one that stands in for it (English for most), the language of the
 * licence, then whatever comes first. Source: modules/rest/lib/lang.php, mergeFromLangAll.
 */
export function textsFor(langAll: PlacementBinding['langAll'], language: string, settings: World['settings']): Texts | null {
  const licenceLanguage = settings.licence.id.split('_')[0] ?? ''
  const wanted = [language, STAND_INS[language] ?? 'en', licenceLanguage].find(one => Object.hasOwn(langAll, one))
  return (wanted === undefined ? Object.values(langAll)[0] : langAll[wanted]) ?? null
}

/**
 * What the item is called. Without a title in any language (also where only the row has one), and for the title `0`, it is the
 * portal's own text with the item's number; its wording is assumed. Source: modules/rest/lib/placement.php, getHandlersList.
 */
export function titleFor(binding: PlacementBinding, language: string, settings: World['settings']): string {
  const title = textsFor(binding.langAll, language, settings)?.title ?? ''
  return isTruthy(title) ? title : `Application #${binding.id}`
}
