/** Used where the browser names no language that `Intl` knows. */
const FALLBACK = 'en'

/**
 * Loads a third-party file that hands `navigator.language` to `Intl` while it loads. A browser that was started without a
 * language has "C" there, which `Intl` refuses, so such a browser says English until the file has loaded.
 */
export async function withLanguageTag<Part>(load: () => Promise<Part>, browser: Navigator = navigator): Promise<Part> {
  if (isLanguageTag(browser.language)) return await load()
  Object.defineProperty(browser, 'language', { value: FALLBACK, configurable: true })
  try {
    return await load()
  } finally {
    Reflect.deleteProperty(browser, 'language')
  }
}

function isLanguageTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1
  } catch {
    return false
  }
}
