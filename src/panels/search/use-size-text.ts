import { sizeText } from '../../lib/size-text.ts'

/** A size in the language of the page: 1.5 MB. */
export function useSizeText(): (bytes: number) => string {
  const language = document.documentElement.lang || 'en'
  return bytes => sizeText(bytes, language)
}
