import { expect, test } from 'vitest'
import { withLanguageTag } from './with-language-tag.ts'

function browserThatSays(language: unknown): Navigator {
  return Object.create({ get language() { return language } }) as Navigator
}

test.each(['C', 'POSIX', '', 'en_GB', undefined])('while a file loads, a browser whose language is "%s" names one that Intl knows (b13)', async (language) => {
  const browser = browserThatSays(language)
  const seen = await withLanguageTag(async () => new Intl.NumberFormat(browser.language).format(1_000), browser)
  expect(seen).toBe('1,000')
  expect(browser.language).toBe(language)
})

test('what the browser says otherwise is left to it, also when the file fails', async () => {
  const german = browserThatSays('de-AT')
  expect(await withLanguageTag(async () => german.language, german)).toBe('de-AT')
  const nameless = browserThatSays('C')
  await expect(withLanguageTag(() => Promise.reject(new Error('late')), nameless)).rejects.toThrow('late')
  expect(nameless.language).toBe('C')
})
