import type { Messages, TextPart } from './texts.ts'

const files = import.meta.glob<Messages>('./*/{first,rest,settings}.json', { import: 'default' })

/**
 * A part of a language's texts. In a build a loader of one line takes the place of this file (`hosting/build/text-files.ts`): a list of sixty files
 * would be a kilobyte of every opening.
 */
export async function loadTexts(tag: string, part: TextPart): Promise<Messages> {
  return files[`./${tag}/${part}.json`]?.() ?? {}
}
