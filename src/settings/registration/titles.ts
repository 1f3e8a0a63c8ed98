import { collation } from '../../texts/detail-formats.ts'
import { direction, LANGUAGE_TAGS, languageTag } from '../../texts/languages.ts'

/** The languages that Bitrix24 has, by its own codes, English first. */
export const BITRIX_LANGUAGES: readonly string[] = ['en', ...Object.keys(LANGUAGE_TAGS).filter(code => code !== 'en')]

/** Title by Bitrix24's language code (`en`, `ua`, …); a blank one is not sent. */
export type Titles = Readonly<Record<string, string>>

/**
 * What the item is called until somebody writes something else, by Bitrix24's language code. They are not texts of this page:
 * the portal keeps them, so every language of Bitrix24 has one, whether Chatside speaks it or not.
 */
export const DEFAULT_TITLES: Titles = {
  en: 'About this chat',
  ar: 'حول هذه الدردشة',
  br: 'Sobre este chat',
  de: 'Über diesen Chat',
  fr: 'À propos de ce chat',
  id: 'Tentang obrolan ini',
  in: 'इस चैट के बारे में',
  it: 'Informazioni sulla chat',
  ja: 'このチャットについて',
  kz: 'Осы чат туралы',
  la: 'Acerca de este chat',
  ms: 'Perihal sembang ini',
  pl: 'O tym czacie',
  ru: 'Об этом чате',
  sc: '关于此聊天',
  tc: '關於此聊天',
  th: 'เกี่ยวกับแชตนี้',
  tr: 'Bu sohbet hakkında',
  ua: 'Про цей чат',
  vn: 'Về cuộc trò chuyện này',
}

/** A title without space around it, also of the kinds that only one of the two sides would take away. */
export function trimTitle(title: string): string {
  return title.replaceAll(/^[\s\0]+|(?<![\s\0])[\s\0]+$/g, '')
}

/** Titles that say something, in the order of their languages' codes, English first. */
export function spokenTitles(titles: Titles): [language: string, title: string][] {
  const rank = (language: string) => (language === 'en' ? '' : language)
  return Object.entries(titles)
    .map(([language, title]): [string, string] => [language, trimTitle(title)])
    .filter(([, title]) => title !== '')
    .sort(([one], [other]) => (rank(one) < rank(other) ? -1 : 1))
}

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
export function titleShown(titles: Titles, language: string, licenceLanguage: string): ShownTitle | null {
  const spoken = spokenTitles(titles)
  const wanted = [language, STAND_INS.get(language) ?? 'en', licenceLanguage]
  const [found] = [...wanted.flatMap(one => spoken.filter(([code]) => code === one)), ...spoken]
  return found ? { language: found[0], title: found[1] } : null
}

/** One language in which the item can have a title. */
export interface LanguageRow {
  /** Bitrix24's code. */
  code: string
  /** In the language of the page; `''` for a code that Bitrix24 is not known to have. */
  name: string
  lang: string | undefined
  dir: 'ltr' | 'rtl' | 'auto'
}

function toRow(code: string, names: Intl.DisplayNames, tag: string): LanguageRow {
  if (!BITRIX_LANGUAGES.includes(code)) return { code, name: '', lang: undefined, dir: 'auto' }
  const lang = languageTag(code)
  const [first = '', ...rest] = names.of(lang) ?? code
  return { code, name: first.toLocaleUpperCase(tag) + rest.join(''), lang, dir: direction(lang) }
}

/**
 * All languages of Bitrix24 and those that an item's titles have besides, named in the language `tag`: English first, then by name,
 * codes without a name last.
 */
export function languageRows(tag: string, codes: readonly string[]): LanguageRow[] {
  const names = new Intl.DisplayNames(tag, { type: 'language' })
  const compare = collation(tag)
  const [english, ...others] = BITRIX_LANGUAGES.map(code => toRow(code, names, tag))
  const unknown = codes.filter(code => !BITRIX_LANGUAGES.includes(code)).map(code => toRow(code, names, tag))
  return [
    ...(english ? [english] : []),
    ...others.sort((one, other) => compare(one.name, other.name)),
    ...unknown,
  ]
}
