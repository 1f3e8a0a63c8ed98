import { BITRIX_LANGUAGES, direction, languageTag } from '../../texts/languages.ts'
import { collation } from '../../texts/detail-formats.ts'

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
