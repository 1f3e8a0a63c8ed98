import type { Messages, TextLoaders } from './texts.ts'

/** Files found by `import.meta.glob`, by the language that each is named after. */
export function byLanguage(files: Readonly<Record<string, () => Promise<Messages>>>): TextLoaders {
  return Object.fromEntries(Object.entries(files).map(([path, load]) => [path.replace(/^.*\/|\.[^.]*$/g, ''), load]))
}
