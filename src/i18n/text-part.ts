import { byLanguage } from './by-language.ts'
import type { Messages, TextsOwner } from './texts.ts'

/** Locale files by path, as `import.meta.glob` finds them. */
type LocaleFiles = Readonly<Record<string, () => Promise<Messages>>>

/** Adds the texts of a part that brings its own, once, however often the part is opened. */
export function textPart(files: LocaleFiles): (texts: TextsOwner) => Promise<void> {
  const loaders = byLanguage(files)
  const added = new WeakSet<TextsOwner>()
  return async (texts) => {
    if (added.has(texts)) return
    await texts.extend(loaders)
    added.add(texts)
  }
}
