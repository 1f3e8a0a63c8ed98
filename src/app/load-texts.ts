import type { Messages, TextLoaders } from '../i18n/texts.ts'

/** Every file in `texts/` is a language, named by its tag: adding one is adding the file and the locales it gathers. */
export function collectTexts(): TextLoaders {
  const files = import.meta.glob<Messages>('./texts/*.ts', { import: 'default' })
  return Object.fromEntries(Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.ts$/g, ''), load]))
}
