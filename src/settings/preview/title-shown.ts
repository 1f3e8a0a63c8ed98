import { spokenTitles, type SidebarItem } from '../registration/sidebar-item.ts'

/**
 * Languages whose stand-in is not English: `Loc::getDefaultLang` in modules/main/lib/localization/loc.php. Older copies of it have
 * Russian for Ukrainian as well; a portal's own settings (`default_language`) may name more, which is assumed to be rare.
 */
const STAND_INS: ReadonlyMap<string, string> = new Map([['kz', 'ru'], ['by', 'ru'], ['ru', 'ru']])

export interface ShownTitle {
  /** Bitrix24's code of the language that the title was written for. */
  language: string
  title: string
}

/**
 * The title that the portal shows to somebody with a language: of that language, its stand-in, the language of the licence, else the
 * first of all. Null when no title says anything. Source: modules/rest/lib/lang.php, `mergeFromLangAll`.
 * @param licenceLanguage `''` when it is not known
 */
export function titleShown(titles: SidebarItem['titles'], language: string, licenceLanguage: string): ShownTitle | null {
  const spoken = spokenTitles(titles)
  const wanted = [language, STAND_INS.get(language) ?? 'en', licenceLanguage]
  const [found] = [...wanted.flatMap(one => spoken.filter(([code]) => code === one)), ...spoken]
  return found ? { language: found[0], title: found[1] } : null
}
