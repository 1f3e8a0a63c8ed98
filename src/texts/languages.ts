/**
 * Bitrix24's language codes and their BCP 47 tags (the cloud's list, as B24LangList of the SDK has it). Its own codes
 * are no language tags: `ua` is nothing, `la` is Latin, `br` is Breton, `in` is Indonesian's old code.
 */
export const LANGUAGE_TAGS: Readonly<Record<string, string>> = {
  ar: 'ar',
  br: 'pt-BR',
  de: 'de',
  en: 'en',
  fr: 'fr',
  id: 'id',
  in: 'hi',
  it: 'it',
  ja: 'ja',
  kz: 'kk',
  la: 'es-419',
  ms: 'ms',
  pl: 'pl',
  ru: 'ru',
  sc: 'zh-Hans',
  tc: 'zh-Hant',
  th: 'th',
  tr: 'tr',
  ua: 'uk',
  vn: 'vi',
}

function primary(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? ''
}

/** The language tag of a Bitrix24 language code; English for one that is not known. */
export function languageTag(bitrixCode: string): string {
  const code = bitrixCode.toLowerCase()
  return (Object.hasOwn(LANGUAGE_TAGS, code) ? LANGUAGE_TAGS[code] : undefined) ?? 'en'
}

/** The nearest language that has texts: the tag itself, one of the same language, else English. */
export function nearestTexts(tag: string): string {
  const tags = Object.values(LANGUAGE_TAGS)
  const wanted = tag.toLowerCase()
  return tags.find(known => known.toLowerCase() === wanted) ?? tags.find(known => primary(known) === primary(wanted)) ?? 'en'
}

/**
 * The tag for what `Intl` writes. Bitrix24 counts years in Thai as everywhere. Chromium claims to know Kazakh and writes `M10 27` (version 156): there
 * numbers and dates are Russian, as what Bitrix24 has not in Kazakh.
 */
export function intlTag(tag: string): string {
  if (tag === 'th') return 'th-u-ca-gregory'
  return tag === 'kk' && /M/.test(new Intl.DateTimeFormat(tag, { month: 'long' }).format()) ? 'ru' : tag
}

/** Direction of writing, for `<html dir>`: of Bitrix24's languages Arabic alone is written from right to left. */
export function direction(tag: string): 'ltr' | 'rtl' {
  return tag === 'ar' ? 'rtl' : 'ltr'
}
