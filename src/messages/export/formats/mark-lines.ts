import type { ExportMessage } from '../export-message.ts'
import { fill, type ExportWords } from '../export-words.ts'

/** What a message is besides its words, as every format for readers says it. */
export function markTexts({ isFromBot, isDeleted, isEdited, forwarded }: ExportMessage, words: ExportWords): string[] {
  return [
    ...isFromBot ? [words.bot] : [],
    ...forwarded ? [forwarded.from ? fill(words['forwarded-from'], { person: forwarded.from.name }) : words.forwarded] : [],
    ...isEdited ? [words.edited] : [],
    ...isDeleted ? [words.deleted] : [],
  ]
}
