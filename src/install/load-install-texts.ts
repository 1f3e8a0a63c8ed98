import type { Messages, TextLoaders } from '../i18n/texts.ts'

/** What only administrators read: a chunk a language of its own, so that no chat waits for it. */
export function collectInstallTexts(): TextLoaders {
  const files = import.meta.glob<Messages>('./texts/*.ts', { import: 'default' })
  return Object.fromEntries(Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.ts$/g, ''), load]))
}
